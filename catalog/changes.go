package catalog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"demarc/assess"
)

// Change is what another catalogue says differently of one hosting model × one
// control. Without a Model it concerns the control on every hosting model,
// without a Control the hosting model, and without both the scoring or what shadow
// AI is recognised by.
type Change struct {
	Model, Control string
	// Reopens says that the duty itself moved, so that what was answered needs
	// another look; a source that was looked up again moves nothing.
	Reopens bool
	// What has one line per difference: "owner: customer -> shared".
	What []string
}

// Changes lists how a newer catalogue differs from an older one: the preview of
// adopting it. Hosting models come first, then controls and trait rules, then
// the baselines of models and controls that both have, in the newer one's
// order, then the scoring, and last what shadow AI is recognised by. Wording about
// frameworks and texts and other names of providers are not compared: no cell
// depends on them.
func Changes(old, new *assess.Catalogue) []Change {
	return slices.Concat(
		modelChanges(old, new), controlChanges(old, new), traitRuleChanges(old, new),
		baselineChanges(old, new), scoringChanges(old, new), recognitionChanges(old, new),
	)
}

// aspect is one thing that a T says, as text, by its key in a pack.
type aspect[T any] struct {
	key     string
	reopens bool
	text    func(v *T) string
}

var baselineAspects = []aspect[assess.Baseline]{
	{"owner", true, func(b *assess.Baseline) string { return string(b.Owner) }},
	{"recommended_owner", false, func(b *assess.Baseline) string { return string(b.RecommendedOwner) }},
	{"provider_offers", true, func(b *assess.Baseline) string { return b.ProviderOffers }},
	{"customer_actions", true, func(b *assess.Baseline) string { return strings.Join(b.CustomerActions, " · ") }},
	{"gap", true, func(b *assess.Baseline) string { return b.Gap }},
	{"conditions", true, func(b *assess.Baseline) string { return b.Conditions }},
	{"note", false, func(b *assess.Baseline) string { return b.Note }},
	{"evidence_to_get", false, func(b *assess.Baseline) string { return b.EvidenceToGet }},
	{"source", false, func(b *assess.Baseline) string { return b.Source }},
	{"source_check", false, func(b *assess.Baseline) string { return b.SourceCheck }},
	{"verified_on", false, func(b *assess.Baseline) string { return b.VerifiedOn.String() }},
	{"verification_note", false, func(b *assess.Baseline) string { return b.VerificationNote }},
	{"confidence", false, func(b *assess.Baseline) string { return string(b.Declared) }},
	{"basis", false, func(b *assess.Baseline) string { return b.Basis }},
	{"changed_since", false, func(b *assess.Baseline) string { return b.ChangedSince }},
}

var controlAspects = []aspect[assess.Control]{
	{"name", false, func(c *assess.Control) string { return c.Name }},
	{"short", false, func(c *assess.Control) string { return c.Short }},
	{"description", true, func(c *assess.Control) string { return c.Description }},
	{"category", false, func(c *assess.Control) string { return c.Category }},
	{"weight", false, func(c *assess.Control) string { return strconv.Itoa(c.Weight) }},
	{"lifecycle", false, func(c *assess.Control) string { return c.Lifecycle }},
	{"review", false, func(c *assess.Control) string { return c.ReviewCadence }},
	{"review_months", false, func(c *assess.Control) string { return strconv.Itoa(c.ReviewMonths) }},
	{"raci responsible", false, func(c *assess.Control) string { return strings.Join(c.RACI.Responsible, ", ") }},
	{"raci accountable", false, func(c *assess.Control) string { return strings.Join(c.RACI.Accountable, ", ") }},
	{"raci consulted", false, func(c *assess.Control) string { return strings.Join(c.RACI.Consulted, ", ") }},
	{"raci informed", false, func(c *assess.Control) string { return strings.Join(c.RACI.Informed, ", ") }},
	{"raci basis", false, func(c *assess.Control) string { return c.RACI.Basis }},
	{"mappings", false, mappingsText},
	{"mapping_note", false, func(c *assess.Control) string { return c.MappingNote }},
	{"origin", false, func(c *assess.Control) string { return c.Origin }},
	{"source", false, func(c *assess.Control) string { return c.Source }},
}

var modelAspects = []aspect[assess.HostingModel]{
	{"name", false, func(h *assess.HostingModel) string { return h.Name }},
	{"provider", false, func(h *assess.HostingModel) string { return h.Provider }},
	{"company", false, func(h *assess.HostingModel) string { return h.Company }},
	{"service_type", false, func(h *assess.HostingModel) string { return h.ServiceType }},
	{"class", false, func(h *assess.HostingModel) string { return h.Class }},
}

func mappingsText(c *assess.Control) string {
	var list []string
	for _, m := range c.Mappings {
		list = append(list, fmt.Sprintf("%s %s (%s)", m.Framework, strings.Join(m.Refs, ", "), m.Confidence))
	}
	return strings.Join(list, "; ")
}

// compare adds to a change what differs between two of a kind.
func compare[T any](aspects []aspect[T], old, new *T, c *Change) {
	for _, a := range aspects {
		if before, after := a.text(old), a.text(new); before != after {
			c.What = append(c.What, difference(a.key, before, after))
			c.Reopens = c.Reopens || a.reopens
		}
	}
}

func modelChanges(old, new *assess.Catalogue) []Change {
	var list []Change
	for i := range new.Models {
		after := &new.Models[i]
		c := Change{Model: after.ID}
		if before := old.Model(after.ID); before == nil {
			c.What = []string{"new hosting model: " + after.Name}
		} else {
			compare(modelAspects, before, after, &c)
		}
		list = appendChange(list, c)
	}
	for _, before := range old.Models {
		if new.Model(before.ID) == nil {
			list = append(list, Change{Model: before.ID, Reopens: true, What: []string{"hosting model withdrawn: " + before.Name}})
		}
	}
	return list
}

func controlChanges(old, new *assess.Catalogue) []Change {
	var list []Change
	for i := range new.Controls {
		after := &new.Controls[i]
		c := Change{Control: after.ID}
		if before := old.Control(after.ID); before == nil {
			c.What = []string{"new control: " + after.Name}
		} else {
			compare(controlAspects, before, after, &c)
		}
		list = appendChange(list, c)
	}
	for _, before := range old.Controls {
		if new.Control(before.ID) == nil {
			list = append(list, Change{Control: before.ID, Reopens: true, What: []string{"control withdrawn: " + before.Name}})
		}
	}
	return list
}

func baselineChanges(old, new *assess.Catalogue) []Change {
	var list []Change
	baselines := new.Baselines()
	for i := range baselines {
		after := &baselines[i]
		before := old.Baseline(after.Model, after.Control)
		if before == nil {
			continue // the new model or control says so already
		}
		c := Change{Model: after.Model, Control: after.Control}
		compare(baselineAspects, before, after, &c)
		list = appendChange(list, c)
	}
	return list
}

func appendChange(list []Change, c Change) []Change {
	if len(c.What) == 0 {
		return list
	}
	return append(list, c)
}

func traitRuleChanges(old, new *assess.Catalogue) []Change {
	var list []Change
	words := func(r assess.TraitRule) string { return fmt.Sprintf("%s %s: %s", r.Trait, r.Value, r.Boundary) }
	lacks := func(rules []assess.TraitRule, r assess.TraitRule) bool {
		return !slices.ContainsFunc(rules, func(other assess.TraitRule) bool {
			return other.Control == r.Control && words(other) == words(r)
		})
	}
	for _, rule := range old.TraitRules {
		if lacks(new.TraitRules, rule) {
			list = append(list, Change{Control: rule.Control, Reopens: true, What: []string{"trait rule withdrawn: " + words(rule)}})
		}
	}
	for _, rule := range new.TraitRules {
		if lacks(old.TraitRules, rule) {
			list = append(list, Change{Control: rule.Control, Reopens: true, What: []string{"new trait rule: " + words(rule)}})
		}
	}
	return list
}

func scoringChanges(old, new *assess.Catalogue) []Change {
	var c Change
	for _, number := range scoringNumbers {
		if before, after := number.get(&old.Scoring), number.get(&new.Scoring); before != after {
			c.What = append(c.What, difference(number.key, strconv.Itoa(before), strconv.Itoa(after)))
		}
	}
	return appendChange(nil, c)
}

// difference writes "key: before -> after". Long texts are shown from a little
// before where they part.
func difference(key, before, after string) string {
	const shown, lead = 60, 20
	a, b := []rune(before), []rune(after)
	same := 0
	for same < len(a) && same < len(b) && a[same] == b[same] {
		same++
	}
	excerpt := func(text []rune) string {
		if len(text) == 0 {
			return "nothing"
		}
		from := 0
		if same > lead && max(len(a), len(b)) > shown {
			from = same - lead
		}
		to := min(from+shown, len(text))
		cut := string(text[from:to])
		if from > 0 {
			cut = "…" + cut
		}
		if to < len(text) {
			cut += "…"
		}
		return cut
	}
	return fmt.Sprintf("%s: %s -> %s", key, excerpt(a), excerpt(b))
}
