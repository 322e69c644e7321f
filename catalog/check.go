package catalog

import (
	"fmt"
	"slices"
	"strings"

	"demarc/assess"
)

// maxListed bounds controls and models: their product is the number of cells.
const maxListed = 256

// check adds the faults of the whole: what is missing, what refers to nothing,
// and what breaks a law.
func (c *composition) check(f *faults) {
	c.checkComplete(f)
	c.checkControls(f)
	c.checkModels(f)
	c.checkBaselines(f)
	c.checkTraitRules(f)
	c.checkServices(f)
	c.checkIndicators(f)
	var missing faults
	completeAll(&missing, c.scoring, scoringFields, "")
	f.problems = append(f.problems, missing.problems...)
	if len(c.scoring) > 0 && len(missing.problems) == 0 {
		c.checkScoring(f)
	}
	c.checkSightingScoring(f)
}

func (c *composition) checkComplete(f *faults) {
	for _, section := range []struct {
		key   string
		count int
	}{
		{sectionOwners, len(c.owners)}, {sectionSourceChecks, len(c.sourceChecks)}, {sectionControls, len(c.controls)},
		{sectionModels, len(c.models)}, {sectionScoring, len(c.scoring)},
	} {
		if section.count == 0 {
			f.add(c.at, "the catalogue has no %s", section.key)
		}
	}
	completeAll(f, c.texts, textFields, "the text ")
	completeAll(f, c.owners, ownerFields, "")
	completeAll(f, c.sourceChecks, sourceCheckFields, "")
	completeAll(f, c.frameworks, frameworkFields, "the framework ")
	completeAll(f, c.controls, controlFields, "the control ")
	completeAll(f, c.models, modelFields, "the hosting model ")
	completeAll(f, c.providers, providerFields, "the provider ")
	completeAll(f, c.baselines, baselineFields, "the baseline ")
	completeAll(f, c.traitRules, traitRuleFields, "the trait rule ")
	completeAll(f, c.services, serviceFields, "the service ")
	completeAll(f, c.indicators, indicatorFields, "the indicator ")
	completeAll(f, c.indicatorSources, indicatorSourceFields, "the indicator source ")
}

func completeAll[T any](f *faults, list []*made[T], table fields[T], what string) {
	for _, m := range list {
		table.complete(f, what+m.id, m)
	}
}

func idsOf[T any](list []*made[T]) map[string]bool {
	ids := make(map[string]bool, len(list))
	for _, m := range list {
		ids[m.id] = true
	}
	return ids
}

func (c *composition) checkControls(f *faults) {
	unique(f, c.controls, "name", func(v *assess.Control) []string { return []string{v.Name} })
	unique(f, c.controls, "short", func(v *assess.Control) []string { return []string{v.Short} })
	bounded(f, c.controls, "controls")
	frameworks := map[string]*framework{}
	for _, m := range c.frameworks {
		frameworks[m.id] = &m.value
	}
	for _, control := range c.controls {
		for _, mapping := range control.value.Mappings {
			at := control.set["mappings."+mapping.Framework]
			known, ok := frameworks[mapping.Framework]
			if !ok {
				f.add(at, "there is no framework %s", mapping.Framework)
				continue
			}
			for _, ref := range mapping.Refs {
				if len(known.refs) > 0 && !slices.Contains(known.refs, ref) {
					f.add(at, "%s has no %q", mapping.Framework, ref)
				}
			}
		}
	}
}

func (c *composition) checkModels(f *faults) {
	unique(f, c.models, "name", func(v *assess.HostingModel) []string { return []string{v.Name} })
	unique(f, c.models, "aliases", func(v *assess.HostingModel) []string { return v.Aliases })
	unique(f, c.providers, "aliases", func(v *assess.ProviderName) []string { return append([]string{v.Name}, v.Aliases...) })
	bounded(f, c.models, "hosting models")
	providers := idsOf(c.providers)
	for _, model := range c.models {
		if company := model.value.Company; company != "" && !providers[company] {
			f.add(model.set["company"], "there is no provider %s", company)
		}
	}
}

// unique adds a fault where two things go by the same name, whatever its case.
func unique[T any](f *faults, list []*made[T], key string, names func(*T) []string) {
	type holder struct {
		id string
		at place
	}
	taken := map[string]holder{}
	for _, m := range list {
		here := holder{m.id, m.at}
		if at, stated := m.set[key]; stated {
			here.at = at
		}
		for _, name := range names(&m.value) {
			folded := strings.ToLower(name)
			first, twice := taken[folded]
			if twice && here.at.layer >= first.at.layer {
				f.add(here.at, "%q already stands for %s", name, first.id)
			} else if twice {
				f.add(first.at, "%q already stands for %s", name, here.id)
			}
			taken[folded] = here
		}
	}
}

func bounded[T any](f *faults, list []*made[T], what string) {
	if len(list) > maxListed {
		f.add(list[maxListed].at, "these are %d %s: at most %d are read", len(list), what, maxListed)
	}
}

func (c *composition) checkBaselines(f *faults) {
	models, controls, texts := idsOf(c.models), idsOf(c.controls), idsOf(c.texts)
	for _, b := range c.baselines {
		model, control, _ := strings.Cut(b.id, "/")
		if !models[model] {
			f.add(b.at, "there is no hosting model %s", model)
		}
		if !controls[control] {
			f.add(b.at, "there is no control %s", control)
		}
		if basis := b.value.Basis; basis != "" && !texts[basis] {
			f.add(b.set["basis"], "there is no text %s", basis)
		}
		checkDuties(f, fmt.Sprintf("%s × %s", model, control), b)
	}
}

// checkDuties asks of a baseline what its owner makes necessary.
func checkDuties(f *faults, what string, b *made[assess.Baseline]) {
	v := &b.value
	needs := func(missing bool, key, why string) {
		if missing {
			f.add(b.at, "%s has no %s: %s", what, key, why)
		}
	}
	onCustomer := v.Owner == assess.OwnerCustomer || v.Owner == assess.OwnerShared
	onProvider := v.Owner == assess.OwnerProvider || v.Owner == assess.OwnerShared
	needs(onCustomer && len(v.CustomerActions) == 0, "customer_actions", "the customer has a part in it")
	needs(onProvider && v.ProviderOffers == "", "provider_offers", "the provider has a part in it")
	needs(v.Owner == assess.OwnerUnassigned && v.RecommendedOwner == "", "recommended_owner", "it is unassigned")
	needs(v.SourceCheck != "none" && v.Source == "", "source", "its source was checked")
	needs(v.SourceCheck != "none" && v.VerifiedOn == 0, "verified_on", "its source was checked")
	if v.Owner != assess.OwnerUnassigned && v.RecommendedOwner != "" {
		f.add(b.set["recommended_owner"], "%s has an owner: only an unassigned one has a recommended_owner", what)
	}
}

func (c *composition) checkTraitRules(f *faults) {
	controls := idsOf(c.controls)
	for _, rule := range c.traitRules {
		if !controls[rule.value.Control] {
			f.add(rule.set["control"], "there is no control %s", rule.value.Control)
		}
	}
}
