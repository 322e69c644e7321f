package exchange

// clue says which headers speak for a field. Phrases are lower-case letters and
// digits; the earlier ones speak louder.
type clue struct {
	field   string
	phrases []string
	// reach is the number of words that a header may have in which a phrase
	// stands beside others; 0 asks for the phrase alone.
	reach int
	// yes and no are what a column that answers a question says of the field;
	// without yes it is no such column.
	yes, no string
	// remark is written beside the field, where the clue takes something for
	// granted that a person should check.
	remark string
}

const anyLength = 1000

// clues are tried in this order; a column serves the first field that takes it.
var clues = []clue{
	{field: "name", phrases: []string{"name", "use case name", "ai use case name", "use case title", "ai system name", "system name", "asset name", "application name", "app name", "tool name", "solution name", "project name", "initiative name", "title", "use case", "ai system", "ai tool", "ai application", "system", "application", "app", "tool", "asset", "solution", "project", "initiative"}},
	{field: "hosting_model", phrases: []string{"hosting model", "hosting", "hosting type", "hosted on", "deployment model", "deployment", "platform", "cloud platform", "cloud service", "infrastructure"}, reach: 4},
	{field: "lifecycle", phrases: []string{"lifecycle", "lifecycle stage", "lifecycle status", "life cycle stage", "life cycle", "stage of development", "development stage", "dev stage", "project stage", "stage", "phase", "deployment status", "operational status", "project status", "status", "state"}, reach: 5},
	{field: "approval", phrases: []string{"approval", "approval status", "approval state", "approved", "authorisation", "authorization", "sign off", "signed off", "governance status", "review status", "decision", "status"}, reach: 6, yes: "approved", no: "proposed"},
	{field: "approval", phrases: []string{"authority to operate", "ato"}, reach: anyLength, yes: "approved", remark: "an authority to operate is taken for the client's approval: remove this where it is not"},
	{field: "approved_until", phrases: []string{"approved until", "approval expires", "approval expiry", "approval expiration", "approval end date", "ato expiration", "ato expiry", "ato expiration date", "authorization expires", "authorisation expires", "valid until", "next review", "next review date", "review due"}, reach: 5},
	{field: "exposure", phrases: []string{"exposure", "public facing", "publicly accessible", "internet facing", "internet exposed", "externally accessible", "external facing", "customer facing", "public access"}, reach: 5, yes: "public", no: "internal"},
	{field: "exposure", phrases: []string{"users", "user group", "user groups", "audience", "access", "accessibility", "end users", "used by", "who uses it"}},
	{field: "data", phrases: []string{"pii", "personally identifiable", "personal data", "personal information", "gdpr"}, reach: anyLength, yes: "personal"},
	{field: "data", phrases: []string{"phi", "health data", "special category", "special categories", "biometric", "biometrics", "sensitive personal data"}, reach: 8, yes: "special_category"},
	{field: "data", phrases: []string{"confidential", "confidential data", "trade secrets"}, reach: 5, yes: "confidential"},
	{field: "data", phrases: []string{"data", "data classification", "data class", "data classes", "data sensitivity", "data category", "data categories", "data type", "data types", "information classification", "classification", "sensitivity"}, reach: 4},
	{field: "retrieval", phrases: []string{"retrieval", "rag", "retrieval augmented", "knowledge base", "vector store"}, reach: 6, yes: "yes", no: "no"},
	{field: "agentic", phrases: []string{"agentic", "agent", "ai agent", "autonomous", "tool use", "takes actions", "can act", "acts by itself"}, reach: 6, yes: "yes", no: "no"},
	{field: "fine_tuned", phrases: []string{"fine tuned", "fine tuning", "finetuned"}, reach: 6, yes: "yes", no: "no"},
	{field: "custom_trained", phrases: []string{"custom trained", "custom model", "trained in house", "self trained", "own model"}, reach: 6, yes: "yes", no: "no"},
	{field: "external_id", phrases: []string{"external id", "id", "asset id", "system id", "use case id", "application id", "app id", "inventory id", "unique id", "identifier", "unique identifier", "inventory number", "asset number", "reference", "ref", "reference number", "reference no", "ref no", "number", "no", "nr", "inventory no", "asset no", "cmdb id", "key"}},
	{field: "provider", phrases: []string{"provider", "vendor", "supplier", "ai provider", "ai vendor", "manufacturer", "third party", "developer"}, reach: 3},
	{field: "service", phrases: []string{"service", "service name", "product", "product name", "ai service"}},
	{field: "model", phrases: []string{"model", "model name", "ai model", "llm", "foundation model", "model used", "model id", "models used"}},
	{field: "account", phrases: []string{"account", "account id", "aws account", "subscription", "subscription id", "cloud account", "tenant", "project id"}},
	{field: "region", phrases: []string{"region", "cloud region", "aws region", "data location", "hosting location", "location"}},
	{field: "endpoint", phrases: []string{"endpoint", "api endpoint", "url", "web address"}},
	{field: "environment", phrases: []string{"environment", "env"}},
	{field: "owner", phrases: ownerPhrases, reach: 4},
}

var (
	ownerPhrases = []string{"owner", "business owner", "system owner", "product owner", "service owner", "asset owner", "responsible", "responsible person", "accountable", "contact", "point of contact", "poc"}
	// unitPhrases are headers of columns that say where in the client's
	// organisation a system is. They give tags, and tell apart systems of the
	// same name.
	unitPhrases = []string{"agency", "dept", "bureau", "department", "business unit", "division", "directorate", "organisation", "organization", "organisational unit", "organizational unit", "company", "legal entity", "entity", "subsidiary", "office", "business area", "business line", "line of business", "team", "unit", "function", "component"}
	// shortForms are words that make a header the short form of another one.
	shortForms   = []string{"abbreviation", "abbr", "acronym", "code", "short name"}
	topicPhrases = []string{"tags", "tag", "labels", "topic", "topic area", "use case topic area", "category", "use case category", "domain", "type", "use case type", "type of ai", "ai type", "ai technique", "technology"}
	prosePhrases = []string{"notes", "note", "description", "use case description", "system description", "summary", "purpose", "intended purpose", "business purpose", "comments", "comment", "remarks"}
	// purposePhrases and descriptionPhrases speak of prose among other words too.
	purposePhrases     = []string{"purpose"}
	descriptionPhrases = []string{"description"}
)

// meanings are words of other people's tables for ours, by field, in lower-case
// letters and digits.
var meanings = map[string]map[string][]string{
	"lifecycle": {
		"planned":     {"initiated", "initiation", "idea", "ideation", "proposed", "proposal", "concept", "planning", "backlog", "pre development", "not started", "under consideration", "discovery"},
		"development": {"acquisition and or development", "acquisition", "in development", "under development", "dev", "build", "building", "proof of concept", "poc", "prototype", "research", "in progress"},
		"test":        {"implementation and assessment", "implementation", "testing", "in test", "pilot", "piloting", "in pilot", "trial", "uat", "beta", "pre production", "validation", "staging"},
		"production":  {"operation and maintenance", "operations and maintenance", "operation", "operational", "in production", "prod", "live", "in use", "in operation", "active", "deployed", "go live", "fully deployed", "rolled out"},
		"retired":     {"decommissioned", "decommissioning", "sunset", "inactive", "discontinued", "end of life", "terminated", "withdrawn", "cancelled", "canceled", "closed", "archived", "no longer in use", "shut down"},
	},
	"approval": {
		"approved":     {"authorised", "authorized", "granted", "accepted", "cleared", "sanctioned", "ato granted"},
		"under_review": {"pending", "pending approval", "in review", "submitted", "being reviewed", "under assessment", "awaiting approval"},
		"proposed":     {"requested", "request", "draft", "new", "not submitted"},
		"rejected":     {"denied", "declined", "not approved", "refused", "prohibited", "banned", "disapproved"},
	},
	"exposure": {
		"public":   {"external", "externally", "customers", "customer facing", "customer", "public facing", "internet", "internet facing", "general public", "citizens"},
		"internal": {"internal only", "employees", "staff", "employees only", "internal use", "internal users", "not public facing", "intranet"},
		"partner":  {"partners", "b2b", "suppliers", "business partners", "contractors"},
	},
	"data": {
		"public":           {"open", "open data", "unclassified", "public data", "non sensitive"},
		"internal":         {"internal use only", "internal only", "internal use", "internal data", "business use", "general"},
		"confidential":     {"restricted", "secret", "strictly confidential", "highly confidential", "sensitive", "confidential data", "proprietary"},
		"personal":         {"pii", "personal data", "personally identifiable information", "personal information", "customer data", "employee data", "gdpr"},
		"special_category": {"phi", "health", "health data", "sensitive personal data", "special categories", "special category data", "biometric", "biometric data"},
	},
}
