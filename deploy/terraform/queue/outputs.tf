output "queue_url" {
  description = "For Sync-InspectorFindingToHub -QueueUrl, and for ../worker."
  value       = aws_sqs_queue.findings.id
}

output "queue_arn" {
  description = "For ../worker."
  value       = aws_sqs_queue.findings.arn
}

output "dead_letter_url" {
  description = "Messages that could not be delivered."
  value       = aws_sqs_queue.dead_letters.id
}
