package assess

import "strings"

// ServiceCategory says what sort of thing a service is.
type ServiceCategory string

// The categories of services.
const (
	CategoryLLMAPI          ServiceCategory = "llm_api"
	CategoryLLMGateway      ServiceCategory = "llm_gateway"
	CategoryInferenceHost   ServiceCategory = "inference_host"
	CategoryCloudAI         ServiceCategory = "cloud_ai"
	CategoryClassicML       ServiceCategory = "classic_ml"
	CategoryWebChat         ServiceCategory = "web_chat"
	CategoryCodingAssistant ServiceCategory = "coding_assistant"
	CategoryImageVideo      ServiceCategory = "image_video"
	CategoryVoice           ServiceCategory = "voice"
	CategoryMeeting         ServiceCategory = "meeting"
	CategoryWriting         ServiceCategory = "writing"
	CategorySaaSEmbedded    ServiceCategory = "saas_embedded"
	CategoryWorkflow        ServiceCategory = "workflow"
	CategoryAgentFramework  ServiceCategory = "agent_framework"
	CategoryLLMSDK          ServiceCategory = "llm_sdk"
	CategoryMLTool          ServiceCategory = "ml_tool"
	CategoryVectorDB        ServiceCategory = "vector_db"
	CategoryModelHub        ServiceCategory = "model_hub"
	CategorySelfHosted      ServiceCategory = "self_hosted"
	CategoryLocalLLM        ServiceCategory = "local_llm"
	CategoryModelFile       ServiceCategory = "model_file"
)

// ServiceCategories lists the categories.
var ServiceCategories = []ServiceCategory{
	CategoryLLMAPI, CategoryLLMGateway, CategoryInferenceHost, CategoryCloudAI, CategoryClassicML, CategoryWebChat,
	CategoryCodingAssistant, CategoryImageVideo, CategoryVoice, CategoryMeeting, CategoryWriting, CategorySaaSEmbedded,
	CategoryWorkflow, CategoryAgentFramework, CategoryLLMSDK, CategoryMLTool, CategoryVectorDB, CategoryModelHub,
	CategorySelfHosted, CategoryLocalLLM, CategoryModelFile,
}

// ServiceMatch names the keys by which an approved use of a service is told
// from another use of it.
type ServiceMatch string

// The sets of keys, most specific first within each.
const (
	MatchAWS        ServiceMatch = "aws"         // account, region, model, role
	MatchAzure      ServiceMatch = "azure"       // resource, deployment, model
	MatchGCP        ServiceMatch = "gcp"         // project, location, model
	MatchSaaS       ServiceMatch = "saas"        // tenant or account domain
	MatchOAuth      ServiceMatch = "oauth"       // app id
	MatchSelfHosted ServiceMatch = "self_hosted" // image, namespace or host, model
	MatchCode       ServiceMatch = "code"        // repository, package, endpoint
	MatchKey        ServiceMatch = "key"         // provider, fingerprint
)

// ServiceMatches lists the sets of keys.
var ServiceMatches = []ServiceMatch{
	MatchAWS, MatchAzure, MatchGCP, MatchSaaS, MatchOAuth, MatchSelfHosted, MatchCode, MatchKey,
}

// Service is what evidence of AI use is recognised as: one service, however it
// shows itself in logs, bills, lists of apps and code.
type Service struct {
	ID       string
	Name     string // as a client knows it
	Vendor   string
	Category ServiceCategory
	// Hosting is the hosting model that an asset of this service would have;
	// empty where the evidence cannot tell.
	Hosting string
	Match   ServiceMatch
	// Aliases are other names in inventories, editions and products; none
	// stands for two services.
	Aliases []string
	Note    string
}

func (c *Catalogue) indexServices() {
	c.serviceIndex = make(map[string]int, len(c.Services))
	c.serviceNames = make(map[string]int, 2*len(c.Services))
	for i := range c.Services {
		s := &c.Services[i]
		c.serviceIndex[s.ID] = i
		c.serviceNames[strings.ToLower(s.Name)] = i
		for _, alias := range s.Aliases {
			c.serviceNames[strings.ToLower(alias)] = i
		}
	}
}

// Service returns a service by id, or nil.
func (c *Catalogue) Service(id string) *Service {
	if i, ok := c.serviceIndex[id]; ok {
		return &c.Services[i]
	}
	return nil
}

// ServiceNamed returns the service that goes by a name, whatever its case, or
// nil: the "Azure OpenAI Service" of an inventory is azure-openai.
func (c *Catalogue) ServiceNamed(name string) *Service {
	name = strings.Join(strings.Fields(strings.ToLower(name)), " ")
	if i, ok := c.serviceNames[name]; ok {
		return &c.Services[i]
	}
	return nil
}
