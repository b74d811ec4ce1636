# The role that the workers of InspectorHub assume in an account to import its findings: the same as ../../member.yaml.

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "worker_role_arn" {
  description = "The workers' role: output worker_role_arn of ../worker."
  type        = string
}

variable "external_id" {
  description = "The same here and in ../worker."
  type        = string
  default     = "inspectorhub"
}

variable "role_name" {
  description = "The same in each account, and in ../worker."
  type        = string
  default     = "InspectorHub"
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [var.worker_role_arn]
    }
    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = [var.external_id]
    }
  }
}

data "aws_iam_policy_document" "import" {
  statement {
    sid       = "ImportForTheDefaultProduct"
    actions   = ["securityhub:BatchImportFindings"]
    resources = ["arn:${data.aws_partition.current.partition}:securityhub:*:${local.account_id}:product/${local.account_id}/default"]
  }

  # A full round looks at what Security Hub holds of this module's, to end what is over.
  statement {
    sid       = "SeeWhatIsOver"
    actions   = ["securityhub:GetFindings"]
    resources = ["arn:${data.aws_partition.current.partition}:securityhub:*:${local.account_id}:hub/default"]
  }
}

resource "aws_iam_role" "member" {
  name               = var.role_name
  description        = "Lets InspectorHub import this account's Amazon Inspector findings into its Security Hub CSPM"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "import" {
  name   = "import-findings"
  role   = aws_iam_role.member.id
  policy = data.aws_iam_policy_document.import.json
}

output "role_arn" {
  value = aws_iam_role.member.arn
}
