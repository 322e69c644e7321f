package catalog

import (
	"regexp"
	"strings"
	"testing"

	"demarc/assess"
)

func TestEveryKindHasAForm(t *testing.T) {
	for _, kind := range assess.IndicatorKinds {
		if _, known := patternForms[kind]; !known {
			t.Errorf("nobody says how a pattern of the kind %s is written", kind)
		}
	}
	if len(patternForms) != len(assess.IndicatorKinds) {
		t.Errorf("%d forms for %d kinds", len(patternForms), len(assess.IndicatorKinds))
	}
}

func TestPatterns(t *testing.T) {
	long := strings.Repeat("a", 64)
	for kind, patterns := range map[assess.IndicatorKind]struct{ good, bad string }{
		assess.IndicatorDomain: {"openai.com *.openai.com bedrock-runtime.*.amazonaws.com bedrock-mantle.*.api.aws *-aiplatform.googleapis.com xn--mnchen-3ya.de _dmarc.acme.example a.*.b.*.c.example.com",
			"com *.com *.* * openai.* open*ai.com OpenAI.com https://openai.com openai.com/chat openai.com:443 .openai.com openai.com. -a.example a-.example a..b 10.0.0.1 münchen.de bedrock.**.amazonaws.com *.*.example.com " + long + ".example"},
		assess.IndicatorEmailSenderDomain: {"mail.anthropic.com", "*.anthropic.com noreply@anthropic.com anthropic"},
		assess.IndicatorURLPath:           {"/v1/chat/completions /model/{modelId}/invoke /v1beta/models/{model}:generateContent", "v1/chat /v1?x=1 /v1/{} /v1/{model / //v1 /v1/*"},
		assess.IndicatorPyPI:              {"openai huggingface-hub ai21", "Huggingface_Hub hugging--face openai>=1 -openai openai*"},
		assess.IndicatorNPM:               {"ai @anthropic-ai/sdk node-llama-cpp", "AI @anthropic-ai @a/b/c ai@1.2 @*/sdk"},
		assess.IndicatorGoModule:          {"google.golang.org/genai github.com/Azure/azure-sdk-for-go/sdk/ai/azopenai", "genai github.com/x/y@v1.2.3 https://github.com/x/y github.com//y"},
		assess.IndicatorMaven:             {"dev.langchain4j:* com.openai:openai-java", "dev.langchain4j *:openai-java com.openai:openai-java:1.2"},
		assess.IndicatorCloudTrail:        {"bedrock.amazonaws.com:InvokeModel q.amazonaws.com:* bedrock.amazonaws.com:Create*", "bedrock:InvokeModel bedrock.amazonaws.com *:InvokeModel bedrock.amazonaws.com:*Model"},
		assess.IndicatorCURProduct:        {"AmazonBedrock *Bedrock*", "* ** A* Amazon?edrock Amazon[B]edrock"},
		assess.IndicatorAzureOperation:    {"ChatCompletions_Create Microsoft.CognitiveServices/accounts/listKeys/action", "Microsoft.CognitiveServices/* /action"},
		assess.IndicatorEntraApp:          {"e0476654-c1d5-430b-ab80-70cbd947616a", "E0476654-C1D5-430B-AB80-70CBD947616A e0476654 ChatGPT"},
		assess.IndicatorContainerImage:    {"ollama/ollama ghcr.io/*/vllm* nvcr.io/nim/* registry.example.com:5000/team/llm */llm-d/* ollama", "ollama/ollama:latest x/y@sha256:00 https://ghcr.io/x * ** */* Ollama/ollama x//y /x/y"},
		assess.IndicatorPort:              {"11434/tcp 1/udp 65535/tcp", "11434 0/tcp 65536/tcp 80/sctp -1/tcp"},
		assess.IndicatorFileExtension:     {".gguf .pt", "gguf *.gguf .GGUF . .tar.gz"},
		assess.IndicatorFilePath:          {"~/.claude .cursor/mcp.json mcp.json .config/github-copilot/", "/etc/x C:\\x ../x a/../b ~ .cursor/* a//b"},
		assess.IndicatorProcess:           {"ollama ollama.exe Grammarly.Desktop.exe", "/usr/bin/ollama C:\\ollama.exe ollama*"},
		assess.IndicatorIDEExtension:      {"vscode:github.copilot jetbrains:github-copilot", "github.copilot vim:copilot vscode:copilot"},
		assess.IndicatorBrowserExtension:  {"chrome:hlgbcneanomplepojfcnclggenpcoldo edge:Microsoft-Copilot", "hlgbcneanomplepojfcnclggenpcoldo opera:x"},
		assess.IndicatorTerraformResource: {"aws_bedrock_guardrail", "aws-bedrock AWS_bedrock aws bedrock_*"},
		assess.IndicatorCFNResource:       {"AWS::Bedrock::Agent", "AWS::Bedrock AWS:Bedrock:Agent AWS::Bedrock::*"},
		assess.IndicatorEnvVar:            {"OPENAI_API_KEY", "OPENAI-API-KEY 1KEY $KEY KEY="},
		assess.IndicatorModelNamePrefix:   {"gpt- meta-llama/", "gp GPT- *gpt-"},
		assess.IndicatorAPIKeyRegex:       {`\bsk-[a-z]{5} (?i)acme[0-9]+`, `( a* (?=x)x [0-9]{1001} \p{Nothing} x|`},
	} {
		for _, pattern := range strings.Fields(patterns.good) {
			if fault := patternFault(kind, pattern); fault != "" {
				t.Errorf("%s %q was refused: %s", kind, pattern, fault)
			}
		}
		for _, pattern := range strings.Fields(patterns.bad) {
			if fault := patternFault(kind, pattern); fault == "" {
				t.Errorf("%s %q was accepted", kind, pattern)
			}
		}
	}
}

// TestSpellings: what asks for the same is known as the same, and no more.
func TestSpellings(t *testing.T) {
	for _, test := range []struct {
		a, b string
		same bool
	}{
		{"domain openai.com", "domain *.openai.com", true},
		{"domain openai.com", "domain api.openai.com", false},
		{"domain openai.com", "email_sender_domain openai.com", false},
		{"file_path ~/.codex", "file_path .codex/", true},
		{"file_path .mcp.json", "file_path mcp.json", false},
		{"process Cursor", "process cursor", true},
		{"process cursor", "process cursor.exe", false},
		{"nuget OpenAI", "nuget openai", true},
		{"pypi openai", "npm openai", false},
		{"entra_app_id e0476654-c1d5-430b-ab80-70cbd947616a", "entra_app_id_firstparty e0476654-c1d5-430b-ab80-70cbd947616a", true},
		{`apikey_regex \b[a-z]{32}\b`, `apikey_regex \b[A-Z]{32}\b`, false},
	} {
		split := func(id string) string {
			kind, pattern, _ := strings.Cut(id, " ")
			return sameAs(assess.IndicatorKind(kind), pattern)
		}
		if got := split(test.a) == split(test.b); got != test.same {
			t.Errorf("%s and %s are the same: %t, want %t", test.a, test.b, got, test.same)
		}
	}
}

// FuzzPattern: no pattern makes the reader panic; an accepted host never has a
// star among its last two labels, an accepted expression compiles and asks for
// something.
func FuzzPattern(f *testing.F) {
	for _, seed := range []string{"*.openai.com", "a.*.b.example", "*-x.example.com", `\bsk-[a-z]{20}`, "ghcr.io/*/vllm*", "", "\x00", "~/.x/", "é.example"} {
		for at := range assess.IndicatorKinds {
			f.Add(at, seed)
		}
	}
	f.Fuzz(func(t *testing.T, at int, pattern string) {
		if at < 0 {
			at = -(at + 1)
		}
		kind := assess.IndicatorKinds[at%len(assess.IndicatorKinds)]
		sameAs(kind, pattern)
		if patternFault(kind, pattern) != "" {
			return
		}
		switch kind {
		case assess.IndicatorDomain:
			labels := strings.Split(pattern, ".")
			if n := len(labels); n < 2 || strings.Contains(labels[n-1]+labels[n-2], "*") && n == 2 && labels[0] != "*" || strings.Contains(labels[n-1], "*") {
				t.Fatalf("the host %q was accepted", pattern)
			}
		case assess.IndicatorAPIKeyRegex, assess.IndicatorModelIDRegex, assess.IndicatorInstanceTypeRegex:
			if regexp.MustCompile(pattern).MatchString("") {
				t.Fatalf("the expression %q was accepted", pattern)
			}
		}
		if strings.ContainsAny(pattern, "\x00\n") {
			t.Fatalf("%s %q was accepted", kind, pattern)
		}
	})
}
