output "worker_role_arn" {
  description = "For ../member."
  value       = aws_iam_role.worker.arn
}
