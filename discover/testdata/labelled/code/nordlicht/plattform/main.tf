provider "aws" { region = "eu-central-1" }

resource "aws_bedrockagent_agent" "schaden" {
  agent_name       = "schaden"
  foundation_model = "anthropic.claude-3-7-sonnet-20250219-v1:0"
}
resource "aws_bedrock_guardrail" "filter" {
  name = "filter"
}
resource "aws_s3_bucket" "openai_protokolle" {
  bucket = "bedrock-protokolle"
}
resource "aws_sagemaker_endpoint_configuration" "score" {
  production_variants {
    instance_type = "ml.g5.xlarge"
  }
}
resource "aws_instance" "gpu" { 
  instance_type = "g5.xlarge"
  tags          = { Name = "chatgpt-ersatz" }
}
resource "aws_iam_policy" "nutzung" {
  policy = jsonencode({ Statement = [{ Action = "bedrock:InvokeModel", Effect = "Allow", Resource = "*" }] })
}
# resource "aws_bedrockagent_knowledge_base" "alt" {}
resource "aws_kendra_index" "akten" {
}
data "aws_bedrock_foundation_models" "alle" {}
