variable "image" {
  description = "The image that ../../Dockerfile makes, in a registry of yours."
  type        = string
}

variable "queue_url" {
  description = "Output queue_url of ../queue."
  type        = string
}

variable "queue_arn" {
  description = "Output queue_arn of ../queue."
  type        = string
}

variable "subnets" {
  description = "Subnets with a way to SQS, STS, Amazon Inspector, Security Hub, the registry and CloudWatch Logs."
  type        = list(string)
}

variable "security_groups" {
  description = "Outbound HTTPS is all that is needed."
  type        = list(string)
}

variable "assign_public_ip" {
  description = "true only in subnets that have no other way out, no NAT gateway and no VPC endpoints."
  type        = bool
  default     = false
}

variable "member_role_name" {
  description = "The role of ../member, the same in each account."
  type        = string
  default     = "InspectorHub"
}

variable "organization_id" {
  description = "The organization (o-…) that roles are assumed in; by default in any account whose role of that name trusts the workers."
  type        = string
  default     = null
}

variable "external_id" {
  description = "The same here and in ../member."
  type        = string
  default     = "inspectorhub"
}

variable "full_round" {
  description = "When the full round is made (a schedule expression, UTC). It sends what was missed and ends what Inspector no longer has."
  type        = string
  default     = "cron(0 3 * * ? *)"
}

variable "archive_limit" {
  description = "With more findings than so many over at once the full round takes it for a mistake and archives none."
  type        = number
  default     = 100
}

variable "min_workers" {
  description = "So many workers run however short the queue is."
  type        = number
  default     = 1
}

variable "max_workers" {
  description = "So many workers run at most."
  type        = number
  default     = 4
}

variable "log_retention_days" {
  description = "Days until the log, which has Ids of findings in it but no secrets, is deleted."
  type        = number
  default     = 30
}
