package assess

// IndicatorKind says in what kind of evidence an indicator's pattern is looked
// for.
type IndicatorKind string

// The kinds of indicators.
const (
	IndicatorDomain            IndicatorKind = "domain"
	IndicatorEmailSenderDomain IndicatorKind = "email_sender_domain"
	IndicatorURLPath           IndicatorKind = "url_path"
	IndicatorPyPI              IndicatorKind = "pypi"
	IndicatorNPM               IndicatorKind = "npm"
	IndicatorGoModule          IndicatorKind = "gomod"
	IndicatorMaven             IndicatorKind = "maven"
	IndicatorNuGet             IndicatorKind = "nuget"
	IndicatorCargo             IndicatorKind = "cargo"
	IndicatorRubyGem           IndicatorKind = "rubygem"
	IndicatorN8NNode           IndicatorKind = "n8n_node"
	IndicatorEnvVar            IndicatorKind = "env_var"
	IndicatorModelNamePrefix   IndicatorKind = "model_name_prefix"
	IndicatorCloudTrail        IndicatorKind = "cloudtrail"
	IndicatorIAMUserName       IndicatorKind = "iam_user_name"
	IndicatorModelIDRegex      IndicatorKind = "model_id_regex"
	IndicatorCURProduct        IndicatorKind = "cur_product"
	IndicatorCURUsageType      IndicatorKind = "cur_usagetype"
	IndicatorFOCUSService      IndicatorKind = "focus_service"
	IndicatorFOCUSCategory     IndicatorKind = "focus_servicecategory"
	IndicatorAzureOperation    IndicatorKind = "azure_operation"
	IndicatorAzureResourceType IndicatorKind = "azure_resource_type"
	IndicatorAzureKind         IndicatorKind = "azure_kind"
	IndicatorGCPAudit          IndicatorKind = "gcp_audit"
	IndicatorTerraformResource IndicatorKind = "terraform_resource"
	IndicatorCFNResource       IndicatorKind = "cfn_resource"
	IndicatorInstanceTypeRegex IndicatorKind = "instance_type_regex"
	IndicatorEntraApp          IndicatorKind = "entra_app_id"
	IndicatorEntraFirstParty   IndicatorKind = "entra_app_id_firstparty" // Microsoft's own apps
	IndicatorExpenseDescriptor IndicatorKind = "expense_descriptor"
	IndicatorProcess           IndicatorKind = "process"
	IndicatorMacOSApp          IndicatorKind = "macos_app"
	IndicatorMacOSBundle       IndicatorKind = "macos_bundle_id"
	IndicatorIDEExtension      IndicatorKind = "ide_extension"
	IndicatorBrowserExtension  IndicatorKind = "browser_extension"
	IndicatorFilePath          IndicatorKind = "file_path"
	IndicatorContainerImage    IndicatorKind = "container_image"
	IndicatorPort              IndicatorKind = "port"
	IndicatorFileExtension     IndicatorKind = "file_ext"
	IndicatorAPIKeyRegex       IndicatorKind = "apikey_regex"
)

// IndicatorUse says what seeing an indicator means.
type IndicatorUse string

// The uses. UseBrowse is looking at what is offered, without using it;
// UseNormalise is no sighting at all: it says how an id is to be read.
const (
	UseUse        IndicatorUse = "use"
	UseBrowse     IndicatorUse = "browse"
	UseEnable     IndicatorUse = "enable"
	UseCreate     IndicatorUse = "create"
	UseChange     IndicatorUse = "change"
	UseWeaken     IndicatorUse = "weaken" // a control is taken away
	UseKeyAccess  IndicatorUse = "key_access"
	UseKey        IndicatorUse = "key" // a key itself
	UseConfigured IndicatorUse = "configured"
	UseDeclared   IndicatorUse = "declared" // a program depends on it
	UseInstalled  IndicatorUse = "installed"
	UseBilling    IndicatorUse = "billing"
	UseIdentity   IndicatorUse = "identity"
	UseConsent    IndicatorUse = "consent"
	UseModel      IndicatorUse = "model"
	UseNormalise  IndicatorUse = "normalise"
)

// IndicatorUses lists the uses.
var IndicatorUses = []IndicatorUse{
	UseUse, UseBrowse, UseEnable, UseCreate, UseChange, UseWeaken, UseKeyAccess, UseKey, UseConfigured, UseDeclared,
	UseInstalled, UseBilling, UseIdentity, UseConsent, UseModel, UseNormalise,
}

// IndicatorKinds lists the kinds.
var IndicatorKinds = []IndicatorKind{
	IndicatorDomain, IndicatorEmailSenderDomain, IndicatorURLPath, IndicatorPyPI, IndicatorNPM, IndicatorGoModule, IndicatorMaven, IndicatorNuGet, IndicatorCargo,
	IndicatorRubyGem, IndicatorN8NNode, IndicatorEnvVar, IndicatorModelNamePrefix, IndicatorCloudTrail, IndicatorIAMUserName, IndicatorModelIDRegex,
	IndicatorCURProduct, IndicatorCURUsageType, IndicatorFOCUSService, IndicatorFOCUSCategory, IndicatorAzureOperation, IndicatorAzureResourceType,
	IndicatorAzureKind, IndicatorGCPAudit, IndicatorTerraformResource, IndicatorCFNResource, IndicatorInstanceTypeRegex, IndicatorEntraApp,
	IndicatorEntraFirstParty, IndicatorExpenseDescriptor, IndicatorProcess, IndicatorMacOSApp, IndicatorMacOSBundle, IndicatorIDEExtension,
	IndicatorBrowserExtension, IndicatorFilePath, IndicatorContainerImage, IndicatorPort, IndicatorFileExtension, IndicatorAPIKeyRegex,
}

// Use returns what seeing an indicator of the kind means where it does not say
// so itself.
func (k IndicatorKind) Use() IndicatorUse {
	switch k {
	case IndicatorPyPI, IndicatorNPM, IndicatorGoModule, IndicatorMaven, IndicatorNuGet, IndicatorCargo, IndicatorRubyGem, IndicatorN8NNode:
		return UseDeclared
	case IndicatorEnvVar, IndicatorTerraformResource, IndicatorCFNResource, IndicatorInstanceTypeRegex, IndicatorAzureResourceType, IndicatorAzureKind, IndicatorContainerImage:
		return UseConfigured
	case IndicatorMacOSApp, IndicatorMacOSBundle, IndicatorIDEExtension, IndicatorBrowserExtension, IndicatorFilePath:
		return UseInstalled
	case IndicatorCURProduct, IndicatorCURUsageType, IndicatorFOCUSService, IndicatorFOCUSCategory, IndicatorExpenseDescriptor:
		return UseBilling
	case IndicatorEntraApp, IndicatorEntraFirstParty:
		return UseConsent
	case IndicatorModelNamePrefix, IndicatorModelIDRegex, IndicatorFileExtension:
		return UseModel
	case IndicatorIAMUserName:
		return UseIdentity
	case IndicatorAPIKeyRegex:
		return UseKey
	}
	return UseUse
}

// Indicator is one thing that shows the use of a service where it is found.
type Indicator struct {
	Kind    IndicatorKind
	Pattern string
	Service string // an id of Catalogue.Services
	// Weak says that it only corroborates and never makes a finding alone.
	Weak bool
	Use  IndicatorUse
	// Near are words one of which has to stand nearby; none is asked for where
	// there are none.
	Near []string
	// Control is the control that is touched, of an indicator with UseWeaken.
	Control string
	Source  string // an id of Catalogue.IndicatorSources
	Place   string // where in the source
	// Checked says that a source which carries it was opened.
	Checked bool
	Note    string
}

// ID names an indicator: its kind and its pattern, with a space between.
func (i *Indicator) ID() string { return string(i.Kind) + " " + i.Pattern }

// IndicatorSource is where indicators come from.
type IndicatorSource struct{ ID, Title, URL string }

func (c *Catalogue) indexIndicators() {
	c.indicatorIndex = make(map[string]int, len(c.Indicators))
	for i := range c.Indicators {
		c.indicatorIndex[c.Indicators[i].ID()] = i
	}
}

// Indicator returns an indicator by id, or nil.
func (c *Catalogue) Indicator(id string) *Indicator {
	if i, ok := c.indicatorIndex[id]; ok {
		return &c.Indicators[i]
	}
	return nil
}

// IndicatorSource returns a source of indicators by id, or nil.
func (c *Catalogue) IndicatorSource(id string) *IndicatorSource {
	for i := range c.IndicatorSources {
		if c.IndicatorSources[i].ID == id {
			return &c.IndicatorSources[i]
		}
	}
	return nil
}
