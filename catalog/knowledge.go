package catalog

import (
	"regexp"
	"slices"

	"demarc/assess"
)

// framework is a framework and what a mapping to it may refer to; none means
// that anything goes.
type framework struct {
	assess.Framework
	refs []string
}

// meanings says in words what each of some known words means.
type meanings map[string]string

// MaxShort bounds a short name, in characters: a matrix head has no more room.
const MaxShort = 20

// Ids stand in keys of records and in references such as OWASP-LLM-2025/LLM06,
// so none holds a slash or a space.
var (
	controlPattern   = regexp.MustCompile(`^[A-Z0-9][A-Z0-9-]{0,31}$`)
	modelPattern     = regexp.MustCompile(`^[a-z0-9][a-z0-9_]{0,39}$`)
	categoryPattern  = modelPattern
	frameworkPattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$`)
)

const (
	controlForm   = "capitals, digits and hyphens, at most 32"
	modelForm     = "small letters, digits and underscores, at most 40"
	frameworkForm = "letters, digits, dots and hyphens, at most 40"
)

var textFields = fields[assess.SourceText]{
	idField("id", frameworkPattern, frameworkForm, func(t *assess.SourceText) *string { return &t.ID }),
	lineField("title", true, func(t *assess.SourceText) *string { return &t.Title }),
}

var frameworkFields = fields[framework]{
	idField("id", frameworkPattern, frameworkForm, func(w *framework) *string { return &w.ID }),
	lineField("name", true, func(w *framework) *string { return &w.Name }),
	lineField("edition", true, func(w *framework) *string { return &w.Edition }),
	listField("refs", false, func(w *framework) *[]string { return &w.refs }),
	textField("note", false, func(w *framework) *string { return &w.Note }),
}

var providerFields = fields[assess.ProviderName]{
	lineField("name", true, func(p *assess.ProviderName) *string { return &p.Name }),
	listField("aliases", false, func(p *assess.ProviderName) *[]string { return &p.Aliases }),
}

var modelFields = fields[assess.HostingModel]{
	{"id", true, func(f *faults, m member, into *assess.HostingModel) {
		into.ID = f.id(m, modelPattern, modelForm)
		if into.ID == assess.HostingUnknown {
			f.add(m.at, "id %q is kept for assets of which nobody knows how they are run", into.ID)
		}
	}},
	lineField("name", true, func(h *assess.HostingModel) *string { return &h.Name }),
	lineField("provider", true, func(h *assess.HostingModel) *string { return &h.Provider }),
	lineField("company", false, func(h *assess.HostingModel) *string { return &h.Company }),
	lineField("service_type", true, func(h *assess.HostingModel) *string { return &h.ServiceType }),
	lineField("class", true, func(h *assess.HostingModel) *string { return &h.Class }),
	listField("aliases", false, func(h *assess.HostingModel) *[]string { return &h.Aliases }),
}

var (
	ownerFields       = meaningFields(assess.Owners)
	sourceCheckFields = meaningFields(assess.SourceChecks)
)

func meaningFields[W ~string](words []W) fields[meanings] {
	var list fields[meanings]
	for _, w := range words {
		list = append(list, field[meanings]{string(w), true, func(f *faults, m member, into *meanings) {
			if *into == nil {
				*into = meanings{}
			}
			(*into)[m.key] = f.line(m)
		}})
	}
	return list
}

// The traits of an asset that a rule may ask for, and the answers that decide.
var (
	ruleTraits     = []string{"retrieval", "agentic", "fine_tuned", "custom_trained"}
	ruleAnswers    = []assess.Trait{assess.TraitYes, assess.TraitNo}
	ruleBoundaries = []assess.Owner{assess.OwnerProvider, assess.OwnerCustomer, assess.OwnerShared, assess.OwnerNotApplicable}
)

var traitRuleFields = fields[assess.TraitRule]{
	wordField("trait", true, ruleTraits, func(t *assess.TraitRule) *string { return &t.Trait }),
	wordField("value", true, ruleAnswers, func(t *assess.TraitRule) *assess.Trait { return &t.Value }),
	lineField("control", true, func(t *assess.TraitRule) *string { return &t.Control }),
	wordField("boundary", true, ruleBoundaries, func(t *assess.TraitRule) *assess.Owner { return &t.Boundary }),
	textField("reason", true, func(t *assess.TraitRule) *string { return &t.Reason }),
}

var recommendable = []assess.Owner{assess.OwnerProvider, assess.OwnerCustomer, assess.OwnerShared}

var baselineFields = fields[assess.Baseline]{
	wordField("owner", true, assess.Owners, func(b *assess.Baseline) *assess.Owner { return &b.Owner }),
	wordField("recommended_owner", false, recommendable, func(b *assess.Baseline) *assess.Owner { return &b.RecommendedOwner }),
	textField("provider_offers", false, func(b *assess.Baseline) *string { return &b.ProviderOffers }),
	listField("customer_actions", false, func(b *assess.Baseline) *[]string { return &b.CustomerActions }),
	textField("gap", false, func(b *assess.Baseline) *string { return &b.Gap }),
	textField("conditions", false, func(b *assess.Baseline) *string { return &b.Conditions }),
	textField("note", false, func(b *assess.Baseline) *string { return &b.Note }),
	textField("evidence_to_get", false, func(b *assess.Baseline) *string { return &b.EvidenceToGet }),
	textField("source", false, func(b *assess.Baseline) *string { return &b.Source }),
	wordField("source_check", true, assess.SourceChecks, func(b *assess.Baseline) *string { return &b.SourceCheck }),
	dateField("verified_on", false, func(b *assess.Baseline) *assess.Date { return &b.VerifiedOn }),
	textField("verification_note", false, func(b *assess.Baseline) *string { return &b.VerificationNote }),
	wordField("confidence", true, assess.Confidences, func(b *assess.Baseline) *assess.Confidence { return &b.Declared }),
	lineField("basis", false, func(b *assess.Baseline) *string { return &b.Basis }),
	textField("changed_since", false, func(b *assess.Baseline) *string { return &b.ChangedSince }),
}

// replaceMapping puts a mapping in the place of the one to the same framework.
func replaceMapping(list []assess.Mapping, mapping assess.Mapping) []assess.Mapping {
	at := slices.IndexFunc(list, func(m assess.Mapping) bool { return m.Framework == mapping.Framework })
	if at < 0 {
		return append(list, mapping)
	}
	list[at] = mapping
	return list
}
