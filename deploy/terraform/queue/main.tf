# Amazon Inspector's events in a queue, for the workers of InspectorHub: the same as ../../queue.yaml.

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

resource "aws_sqs_queue" "dead_letters" {
  name_prefix               = "inspector-findings-dead-"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue" "findings" {
  name_prefix                = "inspector-findings-"
  message_retention_seconds  = 1209600
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true
  visibility_timeout_seconds = var.visibility_timeout
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters.arn
    maxReceiveCount     = var.max_receive_count
  })
}

resource "aws_cloudwatch_event_rule" "findings" {
  name_prefix = "inspector-findings-"
  description = "Findings of Amazon Inspector that are new, changed or closed"
  event_pattern = jsonencode({
    source        = ["aws.inspector2"]
    "detail-type" = ["Inspector2 Finding"]
    detail = {
      severity = var.severities
      type     = var.finding_types
    }
  })
}

resource "aws_cloudwatch_event_target" "findings" {
  rule = aws_cloudwatch_event_rule.findings.name
  arn  = aws_sqs_queue.findings.arn

  dead_letter_config {
    arn = aws_sqs_queue.dead_letters.arn
  }
}

# Their events have another shape, to which the filters above do not apply.
resource "aws_cloudwatch_event_rule" "ami_findings" {
  count       = var.on_demand_ami_findings ? 1 : 0
  name_prefix = "inspector-ami-findings-"
  description = "Findings of Amazon Inspector's on-demand scans of AMIs"
  event_pattern = jsonencode({
    source        = ["aws.inspector2"]
    "detail-type" = ["OnDemand AMI Scan Findings"]
  })
}

resource "aws_cloudwatch_event_target" "ami_findings" {
  count = var.on_demand_ami_findings ? 1 : 0
  rule  = aws_cloudwatch_event_rule.ami_findings[0].name
  arn   = aws_sqs_queue.findings.arn

  dead_letter_config {
    arn = aws_sqs_queue.dead_letters.arn
  }
}

# EventBridge puts into the dead letters what it could not put into the queue for a day.
data "aws_iam_policy_document" "queue" {
  for_each = { findings = aws_sqs_queue.findings.arn, dead_letters = aws_sqs_queue.dead_letters.arn }

  statement {
    sid       = "OnlyTheseRules"
    actions   = ["sqs:SendMessage"]
    resources = [each.value]
    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = concat([aws_cloudwatch_event_rule.findings.arn], aws_cloudwatch_event_rule.ami_findings[*].arn)
    }
  }

  statement {
    sid       = "OnlyEncrypted"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [each.value]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sqs_queue_policy" "findings" {
  queue_url = aws_sqs_queue.findings.id
  policy    = data.aws_iam_policy_document.queue["findings"].json
}

resource "aws_sqs_queue_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.id
  policy    = data.aws_iam_policy_document.queue["dead_letters"].json
}

resource "aws_sqs_queue_redrive_allow_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.id
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.findings.arn]
  })
}

resource "aws_cloudwatch_metric_alarm" "oldest_message" {
  alarm_name          = "${aws_sqs_queue.findings.name}-oldest-message"
  alarm_description   = "Findings wait for more than they should before a worker takes them."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = aws_sqs_queue.findings.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  threshold           = var.oldest_message_alarm
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name          = "${aws_sqs_queue.dead_letters.name}-any"
  alarm_description   = "A message could not be put into the queue, or could not be delivered, and went to the dead letters."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.dead_letters.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
}

# A worker asks at least three times a minute, and an empty answer is counted, too.
resource "aws_cloudwatch_metric_alarm" "no_worker" {
  alarm_name          = "${aws_sqs_queue.findings.name}-no-worker"
  alarm_description   = "Nobody has asked the queue for messages for 15 minutes."
  evaluation_periods  = 3
  threshold           = 1
  comparison_operator = "LessThanThreshold"
  treat_missing_data  = "breaching"
  alarm_actions       = var.alarm_topic_arns

  metric_query {
    id          = "asked"
    expression  = "empty + received"
    label       = "Receives"
    return_data = true
  }

  metric_query {
    id = "empty"
    metric {
      namespace   = "AWS/SQS"
      metric_name = "NumberOfEmptyReceives"
      dimensions  = { QueueName = aws_sqs_queue.findings.name }
      stat        = "Sum"
      period      = 300
    }
  }

  metric_query {
    id = "received"
    metric {
      namespace   = "AWS/SQS"
      metric_name = "NumberOfMessagesReceived"
      dimensions  = { QueueName = aws_sqs_queue.findings.name }
      stat        = "Sum"
      period      = 300
    }
  }
}
