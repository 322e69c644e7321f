package main

// Früher: github.com/sashabaranov/go-openai

import (
	"context"
	"fmt"

	"cloud.google.com/go/storage"
	"github.com/getkin/kin-openapi/openapi3"
	"github.com/openai/openai-go/option"
	openai "github.com/sashabaranov/go-openai"
	"google.golang.org/genai"
	"google.golang.org/genproto/googleapis/api/annotations"
	"kazehaya.example/openai"
	"kazehaya.example/vendor-fork/github.com/tmc/langchaingo"
)

const endpoint = "https://api.deepseek.com/v1"

func cohere(a, b string) bool { return a == b }

func main() {
	var cursor storage.Query
	fmt.Println(context.Background(), genai.Text, option.WithAPIKey, openai.GPT4o, openapi3.T{}, annotations.E_Http, cursor)
}
