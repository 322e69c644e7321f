resource "azurerm_cognitive_account" "chat" {
  name = "buergerchat"
  kind = "OpenAI"
}
resource "azurerm_cognitive_account" "sprache" {
  kind = "SpeechServices"
}
resource "azurerm_cognitive_deployment" "gpt" {
  cognitive_account_id = azurerm_cognitive_account.chat.id
  model { name = "gpt-4o" }
}
resource "azurerm_storage_account" "openai" {
}
resource "google_vertex_ai_endpoint" "prognose" {
}
resource "google_vertexish_thing" "x" {
}
resource "google_project_service" "maps" {
  service = "maps-backend.googleapis.com"
}
resource "azurerm_machine_learning_workspace" "ml" {
}
variable "openai_enabled" { default = false }
