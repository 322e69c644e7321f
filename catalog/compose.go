package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"maps"
	"strings"

	"demarc/assess"
)

// Compose lays packs over one another, the first at the bottom, and checks the
// whole; its faults come as a *ProblemsError.
//
// A hosting model × control without a baseline is accepted, for the rules show
// it as an unassigned cell of low confidence; Remarks names it. The catalogue's
// AsOf is the first pack's: each baseline has its own date besides. Version is
// "1.1.0", or "1.0.0+insurer 0.2" with a pack named insurer on top. SHA256 is
// the hash of the packs' hashes, each in lower-case hex with a line feed.
func Compose(packs ...*Pack) (*assess.Catalogue, error) {
	if len(packs) == 0 {
		return nil, errors.New("a catalogue needs at least one pack")
	}
	var f faults
	c := packs[0].alone
	if len(packs) > 1 {
		c = combine(&f, packs...)
	}
	if len(f.problems) == 0 {
		c.check(&f)
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	return c.catalogue(packs), nil
}

// OwnerWords says in words what each owner means, as the packs put it.
func OwnerWords(packs ...*Pack) map[assess.Owner]string {
	words := map[assess.Owner]string{}
	for _, m := range layer(&faults{}, packs, sectionOwners, ownerFields, nil) {
		for owner, meaning := range m.value {
			words[assess.Owner(owner)] = meaning
		}
	}
	return words
}

func (c *composition) catalogue(packs []*Pack) *assess.Catalogue {
	catalogue := &assess.Catalogue{
		Version:      packs[0].Info.Version,
		AsOf:         packs[0].AsOf,
		Controls:     values(c.controls),
		Models:       values(c.models),
		Providers:    values(c.providers),
		TraitRules:   values(c.traitRules),
		Scoring:      c.scoring[0].value,
		Texts:        values(c.texts),
		SourceChecks: maps.Clone(c.sourceChecks[0].value),

		Services:         values(c.services),
		Indicators:       make([]assess.Indicator, len(c.indicators)),
		IndicatorSources: values(c.indicatorSources),
	}
	for i, m := range c.indicators {
		catalogue.Indicators[i] = whole(m)
	}
	if len(c.sightingScoring) > 0 {
		catalogue.SightingScoring = &c.sightingScoring[0].value
	}
	for _, m := range c.frameworks {
		catalogue.Frameworks = append(catalogue.Frameworks, m.value.Framework)
	}
	var hashes strings.Builder
	for i, pack := range packs {
		catalogue.Packs = append(catalogue.Packs, pack.Info)
		hashes.WriteString(pack.Info.SHA256 + "\n")
		if i > 0 {
			catalogue.Version += "+" + pack.Info.Name + " " + pack.Info.Version
		}
	}
	catalogue.SHA256 = hash([]byte(hashes.String()))
	baselines := make([]assess.Baseline, len(c.baselines))
	for i, m := range c.baselines {
		baselines[i] = m.value
		baselines[i].Model, baselines[i].Control, _ = strings.Cut(m.id, "/")
	}
	catalogue.Index(baselines)
	return catalogue
}

func values[T any](list []*made[T]) []T {
	plain := make([]T, len(list))
	for i, m := range list {
		plain[i] = m.value
	}
	return plain
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
