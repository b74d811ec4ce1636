variable "severities" {
  description = "Findings of these severities go into the queue."
  type        = list(string)
  default     = ["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFORMATIONAL", "UNTRIAGED"]
}

variable "finding_types" {
  description = "Findings of these types go into the queue."
  type        = list(string)
  default     = ["PACKAGE_VULNERABILITY", "NETWORK_REACHABILITY", "CODE_VULNERABILITY"]
}

variable "on_demand_ami_findings" {
  description = "Whether what on-demand scans of AMIs find goes into the queue, too."
  type        = bool
  default     = true
}

variable "max_receive_count" {
  description = "A message that has been taken so often without being deleted goes to the dead letters. Let it outlast the time that it takes to put a denied account right."
  type        = number
  default     = 100
}

variable "visibility_timeout" {
  description = "Seconds until the messages of a worker that died come back."
  type        = number
  default     = 120
}

variable "oldest_message_alarm" {
  description = "Alarm when a message has waited for more seconds than this."
  type        = number
  default     = 300
}

variable "alarm_topic_arns" {
  description = "The SNS topics that alarms are sent to."
  type        = list(string)
  default     = []
}
