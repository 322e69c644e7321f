module kazehaya.example/openai-gateway

go 1.24

require (
	cloud.google.com/go/storage v1.50.0
	cloud.google.com/go/aiplatform v1.69.0
	github.com/aws/aws-sdk-go-v2/service/bedrockruntime v1.24.0
	github.com/aws/aws-sdk-go-v2/service/s3 v1.72.0
	github.com/openai/openai-go v0.1.0-alpha.43
	github.com/openai/openai-openapi v1.0.0
	github.com/getkin/kin-openapi v0.128.0
	github.com/go-chi/chi/v5 v5.2.0
	github.com/ollama/ollama v0.5.4 // indirect
	github.com/example-org/claude v0.1.0
	github.com/tmc/langchaingo-fork-like v0.0.1
	google.golang.org/genai v0.1.0
	google.golang.org/genproto v0.0.0-20250106144421-5f5ef82da422
	golang.org/x/sync v0.10.0
)

replace github.com/sashabaranov/go-openai => ../go-openai
