package catalog

import (
	"encoding/csv"
	"os"
	"regexp"
	"strings"
	"testing"

	"demarc/assess"
)

const shadowMaterial = "../../shared/shadow/indicators.csv"

// materialRow is one row of the indicators' material.
type materialRow struct{ kind, pattern, service, vendor, category, source string }

// leftOut are rows that only a reader of the format can use, and why.
var leftOut = map[string]string{
	"cloudtrail_field requestParameters.modelId":               "a field to read, not a thing to find",
	"cloudtrail_field additionalEventData.callWithBearerToken": "a field to read, not a thing to find",
	"cloudtrail_field requestParameters.callWithBearerToken":   "a field to read, not a thing to find",
	"cloudtrail_field additionalEventData.inferenceRegion":     "a field to read, not a thing to find",
	"container_arg --model":                                    "tells the model of a runtime's image, and nothing without one",
	"container_arg --model-id":                                 "tells the model of a runtime's image, and nothing without one",
	"container_arg --model-path":                               "tells the model of a runtime's image, and nothing without one",
	"container_arg --model-repository":                         "tells the model of a runtime's image, and nothing without one",
	"container_arg --model-name":                               "tells the model of a runtime's image, and nothing without one",
	"env_var HF_MODEL_ID":                                      "tells the model of a runtime's image, and nothing without one",
	"env_var MODEL_NAME":                                       "tells the model of a runtime's image, and nothing without one",
}

// writtenOut are the patterns that the material describes in words, or that are
// wider here.
var writtenOut = map[string]string{
	`(cohere|CO_API_KEY) near [A-Za-z0-9]{40}`:                   `\b[A-Za-z0-9]{40}\b`,
	`(deepseek) near \bsk-[a-z0-9]{32}\b`:                        `\bsk-[a-z0-9]{32}\b`,
	`\bsk-lf-[0-9a-f-]{36}\b (langfuse near)`:                    `\bsk-lf-[0-9a-f-]{36}\b`,
	`(openai|api_key) near [a-f0-9]{32} with *.openai.azure.com`: `\b[a-f0-9]{32}\b`,
	`(assemblyai) near [0-9a-z]{32}`:                             `\b[0-9a-z]{32}\b`,
	`(deepgram) near [0-9a-z]{40}`:                               `\b[0-9a-z]{40}\b`,
	`(clarifai) near [A-Za-z0-9]{32}`:                            `\b[0-9A-Za-z]{32}\b`,
	`\bhf_[A-Za-z]{34}\b`:                                        `\bhf_[A-Za-z0-9]{34}\b`, // its row: trufflehog allows digits
}

// weakened are indicators that the material calls strong, and why they only
// corroborate here.
var weakened = map[string]string{
	`apikey_regex \bAIza[\w-]{35}`:             "its row: not Gemini-specific",
	`apikey_regex \bdapi[a-f0-9]{32}(-\d)?`:    "its row: not AI-specific",
	`apikey_regex \bnvapi-[A-Za-z0-9_-]{64}\b`: "its row: not only AI",
	`apikey_regex \bfw_[A-Za-z0-9]{20,}`:       "its row: loose",
	"pypi tiktoken":                            "its row: weak on its own",
	"env_var WANDB_API_KEY":                    "training need not be generative; the package is weak too",
	"process goose":                            "a database migration tool has the name too",
	"process Notion.exe":                       "shared with all of Notion",
	"macos_bundle_id notion.id":                "shared with all of Notion",
	"email_sender_domain notion.so":            "shared with all of Notion",
	"email_sender_domain makenotion.com":       "shared with all of Notion",
	"port 1234/tcp":                            "everybody's port",
	"port 5001/tcp":                            "everybody's port",
	"url_path /v1/messages":                    "messaging services have this path too",
	"url_path /v1/responses":                   "survey services have this path too",
	"url_path /api/generate":                   "its row: only with the port or the host",
	"url_path /api/tags":                       "its row: only with the port or the host",
	"url_path /api/chat":                       "its row: only with the port or the host",
	"cloudtrail bedrock.amazonaws.com:PutModelInvocationLoggingConfiguration": "switches logging on as well",
	"cloudtrail bedrock.amazonaws.com:UpdateGuardrail":                        "strengthens as well",
	"focus_servicecategory AI and Machine Learning":                           "classic machine learning too",
	"model_name_prefix gpt-":                                                  "says nothing of who runs it",
	"model_name_prefix claude-":                                               "says nothing of who runs it",
	"model_name_prefix gemini-":                                               "says nothing of who runs it",
	"model_name_prefix llama-":                                                "says nothing of who runs it",
	"model_name_prefix mistral-":                                              "says nothing of who runs it",
	"model_name_prefix deepseek-":                                             "says nothing of who runs it",
	"model_name_prefix grok-":                                                 "says nothing of who runs it",
}

// added are indicators that the material does not have.
var added = []string{
	"cloudtrail bedrock.amazonaws.com:DeleteEnforcedGuardrailConfiguration",
	"cloudtrail bedrock.amazonaws.com:PutEnforcedGuardrailConfiguration",
	"azure_operation Microsoft.CognitiveServices/accounts/raiPolicies/delete",
	"azure_operation Microsoft.Insights/diagnosticSettings/delete",
}

// usesOf is what the material's categories of log records mean.
var usesOf = map[string]assess.IndicatorUse{
	"use": assess.UseUse, "enable": assess.UseEnable, "create": assess.UseCreate, "change": assess.UseChange,
	"control-weakened": assess.UseWeaken, "recon": assess.UseBrowse, "key-access": assess.UseKeyAccess,
	"billing": assess.UseBilling, "billing-classic-ml": assess.UseBilling, "identity": assess.UseIdentity,
	"normalise": assess.UseNormalise, "model": assess.UseModel,
}

// readShadowMaterial returns nil where there is none to read.
func readShadowMaterial(t *testing.T) []materialRow {
	t.Helper()
	file, err := os.Open(shadowMaterial)
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the material of the indicators has to be there in CI: %v", err)
		}
		t.Logf("nothing to compare with: %v", err)
		return nil
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []materialRow
	for _, l := range lines[1:] {
		rows = append(rows, materialRow{l[0], l[1], l[2], l[3], l[4], l[5]})
	}
	return rows
}

// TestMaterialIndicators: every row of the material is carried, with what it
// says of itself, or stands on a list that says why not; and nothing else is.
func TestMaterialIndicators(t *testing.T) {
	rows := readShadowMaterial(t)
	if rows == nil {
		return
	}
	c := mustCompose(t, mustBase(t))
	bySpelling, seen := map[string]*assess.Indicator{}, map[string][]materialRow{}
	for i := range c.Indicators {
		bySpelling[sameAs(c.Indicators[i].Kind, c.Indicators[i].Pattern)] = &c.Indicators[i]
	}
	out := 0
	for _, row := range rows {
		kind := strings.TrimSuffix(row.kind, "_weak")
		if leftOut[kind+" "+row.pattern] != "" {
			out++
			continue
		}
		pattern := row.pattern
		if regex, described := writtenOut[pattern]; described {
			pattern = regex
		}
		got := bySpelling[sameAs(assess.IndicatorKind(kind), pattern)]
		if got == nil {
			t.Errorf("%s %s is not carried", kind, row.pattern)
			continue
		}
		seen[got.ID()] = append(seen[got.ID()], row)
	}
	if out != len(leftOut) {
		t.Errorf("%d rows are left out, the list has %d", out, len(leftOut))
	}
	for _, id := range added {
		if seen[id] != nil {
			t.Errorf("%s is in the material, so it is not added", id)
		}
		seen[id] = []materialRow{}
	}
	for i := range c.Indicators {
		indicator := &c.Indicators[i]
		if rows, known := seen[indicator.ID()]; !known {
			t.Errorf("%s comes from nowhere", indicator.ID())
		} else if len(rows) > 0 {
			holdToMaterial(t, c, indicator, rows)
		}
	}
}

// holdToMaterial compares an indicator with its rows: there are several where
// the material has a host with and without its star.
func holdToMaterial(t *testing.T, c *assess.Catalogue, got *assess.Indicator, rows []materialRow) {
	t.Helper()
	weak, sourced, unchecked := true, false, true
	for _, row := range rows {
		weak = weak && strings.HasSuffix(row.kind, "_weak")
		sourced = sourced || carries(c.IndicatorSource(got.Source), got.Place, row.source)
		unchecked = unchecked && regexp.MustCompile(`general knowledge|verify|guess`).MatchString(row.source)
	}
	_, turned := weakened[got.ID()]
	if got.Weak != (weak || turned) || turned && weak {
		t.Errorf("%s is weak: %t, in the material: %t", got.ID(), got.Weak, weak)
	}
	if got.Checked == unchecked {
		t.Errorf("%s is checked: %t, its rows say %q", got.ID(), got.Checked, rows[0].source)
	}
	if !sourced {
		t.Errorf("%s comes from %s %s, its rows say %q", got.ID(), got.Source, got.Place, rows[0].source)
	}
	if use, said := usesOf[rows[0].category]; said && got.Use != use && got.Kind != assess.IndicatorN8NNode {
		t.Errorf("%s means %s, its row says %s", got.ID(), got.Use, rows[0].category)
	}
	if described := strings.Contains(rows[0].pattern, "near"); described && len(got.Near) == 0 {
		t.Errorf("%s asks for nothing nearby, its row says %q", got.ID(), rows[0].pattern)
	}
}

// carries reports whether a source, at a place in it, is what a row names.
func carries(source *assess.IndicatorSource, place, row string) bool {
	if strings.HasPrefix(row, "http") {
		file := place[strings.LastIndexByte(place, '/')+1:]
		return source.URL != "" && strings.HasPrefix(row, source.URL) && strings.Contains(row, file)
	}
	numbers := regexp.MustCompile(`[0-9]{6,}`).FindAllString(row, -1)
	for _, number := range numbers {
		if !strings.Contains(place, number) && source.ID != "aws-mantle" {
			return false
		}
	}
	return source.ID == "general" == strings.HasPrefix(row, "general knowledge")
}

// TestOneServiceHoweverItShows: a service seen in names, bills, lists of apps,
// processes and code is one.
func TestOneServiceHoweverItShows(t *testing.T) {
	c := mustCompose(t, mustBase(t))
	for service, ids := range map[string][]string{
		"openai-api": {"domain api.openai.com", "pypi openai", "npm @ai-sdk/openai", "gomod github.com/sashabaranov/go-openai", "nuget OpenAI", "env_var OPENAI_API_KEY", `apikey_regex \bsk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}`, "n8n_node @n8n/n8n-nodes-langchain.lmChatOpenAi"},
		"chatgpt":    {"domain chatgpt.com", "domain chat.openai.com", "process ChatGPT.exe", "macos_app ChatGPT.app", "entra_app_id e0476654-c1d5-430b-ab80-70cbd947616a", "expense_descriptor OPENAI *CHATGPT", "email_sender_domain tm.openai.com"},
		"amazon-bedrock": {"domain bedrock-runtime.*.amazonaws.com", "domain bedrock-mantle.*.api.aws", "cloudtrail bedrock.amazonaws.com:Converse", "cloudtrail bedrock-mantle.amazonaws.com:CreateInference", "cur_product AmazonBedrock",
			"cur_product * (Amazon Bedrock Edition)", "npm @aws-sdk/client-bedrock-runtime", "terraform_resource aws_bedrockagent_agent", "cfn_resource AWS::Bedrock::Guardrail", `model_id_regex ^anthropic\.claude-`, "iam_user_name BedrockAPIKey-*"},
		"azure-openai":   {"domain openai.azure.com", "azure_operation ChatCompletions_Create", "nuget Azure.AI.OpenAI", "terraform_resource azurerm_cognitive_deployment", `apikey_regex \b[a-f0-9]{32}\b`},
		"vertex-ai":      {"domain *-aiplatform.googleapis.com", "gcp_audit *PredictionService.GenerateContent", "pypi google-cloud-aiplatform", "terraform_resource google_vertex_ai_endpoint"},
		"github-copilot": {"domain githubcopilot.com", "ide_extension vscode:github.copilot", "expense_descriptor GITHUB *COPILOT", "npm @github/copilot", "file_path .config/github-copilot/"},
		"claude":         {"domain claude.ai", "entra_app_id 08ad6f98-a4f8-4635-bb8d-f1a3044760f0", "process claude.exe", "expense_descriptor CLAUDE.AI SUBSCRIPTION"},
		"claude-code":    {"npm @anthropic-ai/claude-code", "process claude", "file_path ~/.claude.json"},
		"ollama":         {"domain registry.ollama.ai", "container_image ollama/ollama", "process ollama", "port 11434/tcp", "pypi ollama", "env_var OLLAMA_HOST"},
		"langchain":      {"pypi langchain", "npm @langchain/core", "gomod github.com/tmc/langchaingo"},
	} {
		for _, id := range ids {
			if got := c.Indicator(id); got == nil || got.Service != service {
				t.Errorf("%s is not %s: %+v", id, service, got)
			}
		}
	}
	for _, name := range []string{"Azure OpenAI Service", "ChatGPT  Enterprise", "m365 copilot", "Bedrock", "Codeium", "Gemini CLI"} {
		if c.ServiceNamed(name) == nil {
			t.Errorf("no service goes by the name %s", name)
		}
	}
}

// TestEveryServiceIsRecognised: a service without an indicator would never be
// seen; a vendor that the catalogue knows goes by the name that it has there.
func TestEveryServiceIsRecognised(t *testing.T) {
	c := mustCompose(t, mustBase(t))
	shown := map[string]bool{}
	for _, indicator := range c.Indicators {
		shown[indicator.Service] = true
	}
	for _, service := range c.Services {
		if !shown[service.ID] {
			t.Errorf("nothing shows %s", service.ID)
		}
		if name := c.CanonicalProvider(service.Vendor); name != service.Vendor {
			t.Errorf("%s is of %q, whom the catalogue calls %q", service.ID, service.Vendor, name)
		}
	}
}

// TestControlsWeakened: what takes a control away names the one it touches.
func TestControlsWeakened(t *testing.T) {
	c := mustCompose(t, mustBase(t))
	want := map[string]string{
		"cloudtrail bedrock.amazonaws.com:DeleteGuardrail":                           "AI-SEC-003",
		"cloudtrail bedrock.amazonaws.com:UpdateGuardrail":                           "AI-SEC-003",
		"cloudtrail bedrock.amazonaws.com:DeleteEnforcedGuardrailConfiguration":      "AI-SEC-003",
		"cloudtrail bedrock.amazonaws.com:PutEnforcedGuardrailConfiguration":         "AI-SEC-003",
		"cloudtrail bedrock.amazonaws.com:DeleteModelInvocationLoggingConfiguration": "AI-SEC-008",
		"cloudtrail bedrock.amazonaws.com:PutModelInvocationLoggingConfiguration":    "AI-SEC-008",
		"azure_operation Microsoft.Insights/diagnosticSettings/delete":               "AI-SEC-008",
		"azure_operation Microsoft.CognitiveServices/accounts/raiPolicies/delete":    "AI-SEC-003",
	}
	for i := range c.Indicators {
		indicator := &c.Indicators[i]
		if indicator.Use == assess.UseWeaken && want[indicator.ID()] != indicator.Control {
			t.Errorf("%s weakens %s, want %q", indicator.ID(), indicator.Control, want[indicator.ID()])
		}
		if indicator.Use == assess.UseWeaken {
			delete(want, indicator.ID())
		}
	}
	if len(want) > 0 {
		t.Errorf("these weaken nothing: %v", want)
	}
}
