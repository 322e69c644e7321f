package assess

import (
	"slices"
	"strings"
)

// Catalogue is the knowledge that an engagement is assessed against: one pack,
// or several laid over one another. It is never changed once indexed.
type Catalogue struct {
	Version string
	// SHA256 is the content hash over all packs in use, in lower-case hex.
	SHA256     string
	AsOf       Date
	Packs      []PackInfo
	Controls   []Control
	Models     []HostingModel
	Providers  []ProviderName
	TraitRules []TraitRule
	Scoring    Scoring
	Frameworks []Framework
	// Texts names the source texts that baselines and controls refer to.
	Texts []SourceText
	// SourceChecks says in words what each way of checking a source means.
	SourceChecks map[string]string

	// Services, Indicators and their sources are what shadow AI is recognised
	// by. Packs made before there were any have none.
	Services         []Service
	Indicators       []Indicator
	IndicatorSources []IndicatorSource
	// SightingScoring is nil where no pack has one.
	SightingScoring *SightingScoring

	baselines    []Baseline // model × control, in the order of Models and Controls
	controlIndex map[string]int
	modelIndex   map[string]int
	aliases      map[string]string

	serviceIndex   map[string]int
	serviceNames   map[string]int // by name and alias in small letters
	indicatorIndex map[string]int
}

// PackInfo names one pack of a catalogue. SHA256 is the hash of its content.
type PackInfo struct{ Name, Title, Version, SHA256 string }

// Control is one security duty.
type Control struct {
	ID          string
	Name        string
	Short       string // at most 20 characters, for a matrix head
	Description string
	Category    string
	// Weight adds to the severity of this control's findings, 0 to
	// Scoring.MaxControlWeight.
	Weight        int
	Lifecycle     string
	ReviewCadence string
	// ReviewMonths is ReviewCadence as a number, for reviews that fall due.
	ReviewMonths int
	RACI         RACITemplate
	Mappings     []Mapping
	MappingNote  string
	Origin       string
	Source       string
}

// RACITemplate is the default assignment of a control, as role names.
// Accountable with more than one name asks which.
type RACITemplate struct {
	Responsible, Accountable, Consulted, Informed []string
	Basis                                         string
}

// Mapping ties a control to entries of a framework's edition.
type Mapping struct {
	Framework  string // an id of Catalogue.Frameworks, such as OWASP-LLM-2025
	Refs       []string
	Confidence Confidence
}

// Framework is one edition of one framework. Mappings to it are indicative.
type Framework struct{ ID, Name, Edition, Note string }

// SourceText is a text that facts of the catalogue were taken from.
type SourceText struct{ ID, Title string }

// HostingModel is a way in which an asset is run.
type HostingModel struct {
	ID   string
	Name string
	// Provider is the pack's word for who runs it; Company is set where that
	// is one company, whose clause is then presumed to be its own.
	Provider    string
	Company     string
	ServiceType string
	Class       string
	// Aliases are what clients' lists call it, such as products of its kind.
	Aliases []string
}

// ProviderName is one company and the other names that it goes by.
type ProviderName struct {
	Name    string
	Aliases []string
}

// TraitRule decides a boundary where an asset's trait has a value. An unknown
// trait never triggers one.
type TraitRule struct {
	Trait    string // retrieval, agentic, fine_tuned or custom_trained
	Value    Trait
	Control  string
	Boundary Owner
	Reason   string
}

// Baseline is what the catalogue says of one hosting model × one control.
type Baseline struct {
	Model            string
	Control          string
	Owner            Owner
	RecommendedOwner Owner
	ProviderOffers   string
	CustomerActions  []string
	Gap              string
	EvidenceToGet    string
	Conditions       string
	Note             string
	Source           string
	SourceCheck      string // one of SourceChecks
	VerifiedOn       Date
	VerificationNote string
	Basis            string
	ChangedSince     string // what changed since the source text
	Declared         Confidence
}

// Confidence is the declared confidence, except that a source which nobody
// opened never shows as better than low.
func (b *Baseline) Confidence() Confidence {
	if slices.Contains(unopenedSource, b.SourceCheck) {
		return ConfidenceLow
	}
	return b.Declared
}

// Index makes the catalogue ready for use. Baselines may come in any order; a
// hosting model × control without one gets an unassigned baseline of low
// confidence, so that an unmapped cell is a gap and never silence.
func (c *Catalogue) Index(baselines []Baseline) {
	c.controlIndex = make(map[string]int, len(c.Controls))
	for i := range c.Controls {
		c.controlIndex[c.Controls[i].ID] = i
	}
	c.modelIndex = make(map[string]int, len(c.Models))
	for i := range c.Models {
		c.modelIndex[c.Models[i].ID] = i
	}
	c.aliases = map[string]string{}
	for _, p := range c.Providers {
		c.aliases[strings.ToLower(p.Name)] = p.Name
		for _, alias := range p.Aliases {
			c.aliases[strings.ToLower(alias)] = p.Name
		}
	}
	c.indexServices()
	c.indexIndicators()
	c.baselines = make([]Baseline, len(c.Models)*len(c.Controls))
	for m := range c.Models {
		for k := range c.Controls {
			c.baselines[m*len(c.Controls)+k] = Baseline{
				Model: c.Models[m].ID, Control: c.Controls[k].ID, Owner: OwnerUnassigned,
				Declared: ConfidenceLow, SourceCheck: "none",
				Gap: "The catalogue says nothing of this control for this hosting model.",
			}
		}
	}
	for _, b := range baselines {
		if at := c.baselineAt(b.Model, b.Control); at >= 0 {
			c.baselines[at] = b
		}
	}
}

func (c *Catalogue) baselineAt(model, control string) int {
	m, okModel := c.modelIndex[model]
	k, okControl := c.controlIndex[control]
	if !okModel || !okControl {
		return -1
	}
	return m*len(c.Controls) + k
}

// Baseline returns what the catalogue says of a hosting model × control, or
// nil where it knows the model or the control not at all.
func (c *Catalogue) Baseline(model, control string) *Baseline {
	if at := c.baselineAt(model, control); at >= 0 {
		return &c.baselines[at]
	}
	return nil
}

// baselinesOf lists a hosting model's baselines in the order of the controls; it
// is nil where the catalogue does not know the model.
func (c *Catalogue) baselinesOf(model string) []Baseline {
	m, ok := c.modelIndex[model]
	if !ok {
		return nil
	}
	return c.baselines[m*len(c.Controls) : (m+1)*len(c.Controls)]
}

// Baselines lists all cells, models in their order and controls within them.
func (c *Catalogue) Baselines() []Baseline { return c.baselines }

// Control returns a control by id, or nil.
func (c *Catalogue) Control(id string) *Control {
	if i, ok := c.controlIndex[id]; ok {
		return &c.Controls[i]
	}
	return nil
}

// Model returns a hosting model by id, or nil.
func (c *Catalogue) Model(id string) *HostingModel {
	if i, ok := c.modelIndex[id]; ok {
		return &c.Models[i]
	}
	return nil
}

// Categories lists the categories of the controls, each once, in the order of
// their first control.
func (c *Catalogue) Categories() []string {
	var categories []string
	for i := range c.Controls {
		if !slices.Contains(categories, c.Controls[i].Category) {
			categories = append(categories, c.Controls[i].Category)
		}
	}
	return categories
}

// CanonicalProvider returns the name under which a provider is known: "azure"
// is Microsoft. A name that the catalogue does not know stays as it is.
func (c *Catalogue) CanonicalProvider(name string) string {
	name = strings.TrimSpace(name)
	if canonical, ok := c.aliases[strings.ToLower(name)]; ok {
		return canonical
	}
	return name
}

// nobodysNames are what people write where there is no provider. Nobody of
// such a name holds a duty.
var nobodysNames = map[string]bool{
	"": true, "-": true, "–": true, "—": true, "?": true, "none": true, "no": true, "nobody": true, "n/a": true, "na": true, "not applicable": true,
	"unknown": true, "tbd": true, "tbc": true, "in-house": true, "inhouse": true, "in house": true, "internal": true, "self": true, "own": true, "ourselves": true,
}

// ProviderOf returns the company on the provider's side of an asset: its own,
// or else its hosting model's where that names one company, or else "".
func (c *Catalogue) ProviderOf(a *Asset) string {
	if own := c.CanonicalProvider(a.Provider); !nobodysNames[strings.ToLower(own)] {
		return own
	}
	if model := c.Model(a.Hosting); model != nil {
		return model.Company
	}
	return ""
}
