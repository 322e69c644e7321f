package engagement

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/history"
	"demarc/words"
)

// meaning is a conflict of meaning: what two sides say of different fields or
// records, and what cannot be meant together.
type meaning struct {
	id    string
	about assess.Ref
	what  words.Said
	// parts are what is dropped of a side that does not count.
	parts [2][]part
	// same are two records for one thing, by side: whatever points to the one that
	// is dropped points to the other.
	same [2]string
}

// part is a unit of a record (see history.UnitOf), or with none the record as a
// whole.
type part struct {
	ref  assess.Ref
	unit string
}

// meaningID is the same on both laptops: whose side is which does not count.
func meaningID(kind string, about ...string) string {
	slices.Sort(about)
	sum := sha256.Sum256([]byte("meaning\x00" + kind + "\x00" + strings.Join(about, "\x00")))
	return hex.EncodeToString(sum[:6])
}

// findMeanings looks for conflicts of meaning, in the same order on both
// laptops.
func (m *Merging) findMeanings() []meaning {
	var found []meaning
	for side := range m.sides {
		one, other := m.sides[side], indexSide(m.sides[1-side])
		for _, ref := range one.refs {
			switch ref.Kind {
			case assess.KindParty:
				found = append(found, m.retiredParty(side, ref, other)...)
			case assess.KindAsset:
				found = append(found, m.uncountedAsset(side, ref, other)...)
			case assess.KindDisposition:
				found = append(found, m.acceptedRisk(side, ref, other)...)
			}
		}
	}
	found = append(found, m.sameNames()...)
	found = append(found, m.sameReach()...)
	slices.SortFunc(found, func(a, b meaning) int { return cmp.Compare(a.id, b.id) })
	return found
}

func between(side int, mine, others []part) (parts [2][]part) {
	parts[side], parts[1-side] = mine, others
	return parts
}

// retiredParty is a party that one side retires and the other assigns anew.
func (m *Merging) retiredParty(side int, ref assess.Ref, other *sideIndex) []meaning {
	retired, said := m.sides[side].said(ref, "retired")
	assigned := other.assigned[ref.Key]
	if !said || retired.New == "" || len(assigned) == 0 {
		return nil
	}
	return []meaning{{
		id: meaningID("retired party", ref.Key), about: ref, parts: between(side, []part{{ref, "retired"}}, assigned),
		what: words.Say("one side retired this party, and the other assigned it"),
	}}
}

// uncountedAsset is an asset that one side takes out of the count while the
// other goes on working on it.
func (m *Merging) uncountedAsset(side int, ref assess.Ref, other *sideIndex) []meaning {
	var mine []part
	what := words.Say("one side retired this asset, and the other worked on its cells or evidence")
	if f, said := m.sides[side].said(ref, "lifecycle"); said && f.New == string(assess.LifecycleRetired) {
		mine = append(mine, part{ref, "lifecycle"})
	}
	if f, said := m.sides[side].said(ref, "approval"); said && f.New == string(assess.ApprovalRejected) {
		if mine = append(mine, part{ref, "approval"}); len(mine) == 1 {
			what = words.Say("one side rejected this asset, and the other worked on its cells or evidence")
		}
	}
	worked := other.worked[ref.Key]
	if len(mine) == 0 || len(worked) == 0 {
		return nil
	}
	return []meaning{{id: meaningID("uncounted asset", ref.Key), about: ref, parts: between(side, mine, worked), what: what}}
}

// acceptedRisk is a finding whose risk one side has accepted while the other
// changed the cells that it is about.
func (m *Merging) acceptedRisk(side int, ref assess.Ref, other *sideIndex) []meaning {
	as, said := m.sides[side].said(ref, "as")
	disposition, ok := m.sides[side].at(ref).(*assess.Disposition)
	if !said || !ok || as.New != string(assess.DispositionRiskAccepted) {
		return nil
	}
	under := other.under[disposition.Asset+"/"+disposition.Control]
	if disposition.Asset == "" {
		under = other.ofControl[disposition.Control]
	}
	if len(under) == 0 {
		return nil
	}
	return []meaning{{
		id: meaningID("accepted risk", ref.Key), about: ref, parts: between(side, []part{{ref, "decision"}}, under),
		what: words.Say("one side accepted the risk, and the other changed the cells that it is about"),
	}}
}

// sameNames are two parties, or two assets, that got one name.
func (m *Merging) sameNames() []meaning {
	var found []meaning
	for _, kind := range []assess.RecordKind{assess.KindParty, assess.KindAsset} {
		named := map[string][]assess.Ref{}
		for _, ref := range m.sides[history.Ours].refs {
			if f, said := m.sides[history.Ours].said(ref, "name"); said && ref.Kind == kind && f.New != "" {
				name := strings.ToLower(cleanLine(f.New))
				named[name] = append(named[name], ref)
			}
		}
		for _, ref := range m.sides[history.Theirs].refs {
			f, said := m.sides[history.Theirs].said(ref, "name")
			if !said || ref.Kind != kind {
				continue
			}
			for _, ours := range named[strings.ToLower(cleanLine(f.New))] {
				if ours != ref && !m.toldApart(ours, ref) {
					found = append(found, m.sameName(ours, ref))
				}
			}
		}
	}
	return found
}

// toldApart reports two assets of one name that the client's list tells apart.
func (m *Merging) toldApart(ours, theirs assess.Ref) bool {
	one, _ := m.sides[history.Ours].at(ours).(*assess.Asset)
	other, _ := m.sides[history.Theirs].at(theirs).(*assess.Asset)
	return one != nil && other != nil && one.ExternalID != "" && other.ExternalID != "" && one.ExternalID != other.ExternalID
}

func (m *Merging) sameName(ours, theirs assess.Ref) meaning {
	found := meaning{id: meaningID("same name", ours.Key, theirs.Key), about: ours, same: [2]string{ours.Key, theirs.Key}}
	found.what = words.Say("both sides have a party of this name, and they are two")
	if ours.Kind == assess.KindAsset {
		found.what = words.Say("both sides have an asset of this name, and they are two")
	}
	if theirs.Key < ours.Key {
		found.about = theirs
	}
	for side, ref := range [2]assess.Ref{ours, theirs} {
		if m.sides[1-side].at(ref) != nil { // it was there, and got the name now
			found.parts[side] = []part{{ref, "name"}}
			continue
		}
		found.parts[side] = []part{{ref: ref}}
		if ref.Kind == assess.KindAsset {
			found.parts[side] = append(found.parts[side], indexSide(m.sides[side]).worked[ref.Key]...)
		}
	}
	return found
}

// sameReach are two rules of one reach that both sides made or changed. Their
// ids follow from the reach, so that this takes rules of an older program.
func (m *Merging) sameReach() []meaning {
	var found []meaning
	reach := map[string]assess.Ref{}
	for _, ref := range m.sides[history.Ours].refs {
		if rule, ok := m.sides[history.Ours].at(ref).(*assess.Rule); ok {
			reach[reachOf(rule)] = ref
		}
	}
	for _, ref := range m.sides[history.Theirs].refs {
		rule, ok := m.sides[history.Theirs].at(ref).(*assess.Rule)
		if !ok {
			continue
		}
		ours, known := reach[reachOf(rule)]
		one, _ := m.sides[history.Ours].at(ours).(*assess.Rule)
		if !known || m.sides[history.Ours].at(ref) != nil || m.sides[history.Theirs].at(ours) != nil || sameAnswers(one, rule) {
			continue
		}
		found = append(found, meaning{
			id: meaningID("same reach", ours.Key, ref.Key), about: assess.Ref{Kind: assess.KindRule, Key: min(ours.Key, ref.Key)},
			parts: [2][]part{{{ref: ours}}, {{ref: ref}}},
			what:  words.Say("both sides have a rule of this reach, and they say different things"),
		})
	}
	return found
}

func reachOf(rule *assess.Rule) string {
	return strings.ToLower(rule.Scope.String()) + "\x00" + rule.Control + "\x00" + rule.Category
}

// sameAnswers compares what two rules say, whenever they said it.
func sameAnswers(a, b *assess.Rule) bool {
	one, other := assess.Rule{Answer: a.Answer}, assess.Rule{Answer: b.Answer}
	_, differ := history.Diff(&one, &other)
	return !differ
}
