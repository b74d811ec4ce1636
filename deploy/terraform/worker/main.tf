# Workers of InspectorHub on ECS Fargate, as many as the queue's length asks for: the same as ../../worker.yaml.

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

locals {
  partition  = data.aws_partition.current.partition
  region     = data.aws_region.current.name
  account_id = data.aws_caller_identity.current.account_id
}

resource "aws_ecs_cluster" "workers" {
  name = "inspectorhub"
}

resource "aws_cloudwatch_log_group" "workers" {
  name_prefix       = "inspectorhub-"
  retention_in_days = var.log_retention_days
}

# Of this account's tasks only.
data "aws_iam_policy_document" "tasks" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${local.partition}:ecs:${local.region}:${local.account_id}:*"]
    }
  }
}

# Starts the tasks: fetches the image, writes the log.
resource "aws_iam_role" "execution" {
  name_prefix        = "inspectorhub-execution-"
  assume_role_policy = data.aws_iam_policy_document.tasks.json
}

data "aws_iam_policy_document" "start" {
  statement {
    sid       = "SignInToTheRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid       = "FetchTheImage"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"]
    resources = ["arn:${local.partition}:ecr:*:*:repository/*"]
  }

  statement {
    sid       = "WriteTheLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.workers.arn}:*"]
  }
}

resource "aws_iam_role_policy" "start" {
  name   = "start"
  role   = aws_iam_role.execution.id
  policy = data.aws_iam_policy_document.start.json
}

# What the workers themselves may do. Their credentials come from it and are nowhere written down.
resource "aws_iam_role" "worker" {
  name_prefix        = "inspectorhub-worker-"
  assume_role_policy = data.aws_iam_policy_document.tasks.json
}

data "aws_iam_policy_document" "work" {
  statement {
    sid       = "WorkOnTheQueue"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"]
    resources = [var.queue_arn]
  }

  # All that is done in a Security Hub, also in that of this account, is done by the member role.
  statement {
    sid       = "DeliverForMembers"
    actions   = ["sts:AssumeRole"]
    resources = ["arn:${local.partition}:iam::*:role/${var.member_role_name}"]

    dynamic "condition" {
      for_each = var.organization_id == null ? [] : [var.organization_id]
      content {
        test     = "StringEquals"
        variable = "aws:ResourceOrgID"
        values   = [condition.value]
      }
    }
  }

  # The full round lists the findings of all members. None of it has resources to name.
  statement {
    sid       = "ListForTheFullRound"
    actions   = ["inspector2:ListFindings", "inspector2:ListMembers", "inspector2:BatchGetAccountStatus"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "work" {
  name   = "work"
  role   = aws_iam_role.worker.id
  policy = data.aws_iam_policy_document.work.json
}

resource "aws_ecs_task_definition" "worker" {
  family                   = "inspectorhub-worker"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 512
  memory                   = 1024
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.worker.arn
  container_definitions = jsonencode([{
    name      = "worker"
    image     = var.image
    essential = true
    linuxParameters = {
      initProcessEnabled = true
      capabilities       = { drop = ["ALL"] }
    }
    # More than the grace that the worker takes to deliver what it has.
    stopTimeout = 120
    environment = [
      { name = "INSPECTORHUB_QUEUE_URL", value = var.queue_url },
      { name = "INSPECTORHUB_ROLE_ARN", value = "arn:${local.partition}:iam::{AccountId}:role/${var.member_role_name}" },
      { name = "INSPECTORHUB_EXTERNAL_ID", value = var.external_id },
      { name = "INSPECTORHUB_ARCHIVE_LIMIT", value = tostring(var.archive_limit) },
      { name = "INSPECTORHUB_GRACE_SECONDS", value = "90" },
      { name = "AWS_REGION", value = local.region },
    ]
    # The worker touches the file at least once a minute, unless it hangs.
    healthCheck = {
      command     = ["CMD-SHELL", "test -n \"$(find /tmp/inspectorhub-worker.health -mmin -5)\""]
      interval    = 60
      retries     = 3
      startPeriod = 60
    }
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = aws_cloudwatch_log_group.workers.name
        "awslogs-region"        = local.region
        "awslogs-stream-prefix" = "worker"
      }
    }
  }])
}

resource "aws_ecs_service" "workers" {
  name                               = "inspectorhub-worker"
  cluster                            = aws_ecs_cluster.workers.id
  launch_type                        = "FARGATE"
  task_definition                    = aws_ecs_task_definition.worker.arn
  desired_count                      = var.min_workers
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200

  # Workers that do not start are given up, and those before go on.
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    assign_public_ip = var.assign_public_ip
    security_groups  = var.security_groups
    subnets          = var.subnets
  }

  # The scaling below decides.
  lifecycle {
    ignore_changes = [desired_count]
  }
}

resource "aws_appautoscaling_target" "workers" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.workers.name}/${aws_ecs_service.workers.name}"
  min_capacity       = var.min_workers
  max_capacity       = var.max_workers
}

# One worker takes some ten thousand messages in a minute where no account is slow: that many waiting are work for another.
resource "aws_appautoscaling_policy" "queue_length" {
  name               = "queue-length"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.workers.service_namespace
  scalable_dimension = aws_appautoscaling_target.workers.scalable_dimension
  resource_id        = aws_appautoscaling_target.workers.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 10000
    scale_in_cooldown  = 600
    scale_out_cooldown = 60

    customized_metric_specification {
      namespace   = "AWS/SQS"
      metric_name = "ApproximateNumberOfMessagesVisible"
      statistic   = "Average"
      dimensions {
        name  = "QueueName"
        value = split(":", var.queue_arn)[5]
      }
    }
  }
}

data "aws_iam_policy_document" "scheduler_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
  }
}

data "aws_iam_policy_document" "full_round" {
  statement {
    actions   = ["ecs:RunTask"]
    resources = [aws_ecs_task_definition.worker.arn]
    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = [aws_ecs_cluster.workers.arn]
    }
  }

  statement {
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.execution.arn, aws_iam_role.worker.arn]
    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "scheduler" {
  name_prefix        = "inspectorhub-full-round-"
  assume_role_policy = data.aws_iam_policy_document.scheduler_trust.json
}

resource "aws_iam_role_policy" "full_round" {
  name   = "start-the-full-round"
  role   = aws_iam_role.scheduler.id
  policy = data.aws_iam_policy_document.full_round.json
}

# A task of its own, one a day: the workers go on meanwhile.
resource "aws_scheduler_schedule" "full_round" {
  name_prefix         = "inspectorhub-full-round-"
  description         = "The full round of InspectorHub"
  schedule_expression = var.full_round

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_ecs_cluster.workers.arn
    role_arn = aws_iam_role.scheduler.arn
    input = jsonencode({
      containerOverrides = [{ name = "worker", command = ["-FullRound"] }]
    })

    ecs_parameters {
      launch_type         = "FARGATE"
      task_definition_arn = aws_ecs_task_definition.worker.arn

      network_configuration {
        assign_public_ip = var.assign_public_ip
        security_groups  = var.security_groups
        subnets          = var.subnets
      }
    }
  }
}
