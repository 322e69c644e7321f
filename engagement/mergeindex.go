package engagement

import (
	"strings"

	"demarc/assess"
	"demarc/history"
)

// sideIndex finds what one side says by what it is about.
type sideIndex struct {
	assigned  map[string][]part // by party
	worked    map[string][]part // by asset: its cells and evidence
	under     map[string][]part // by cell
	ofControl map[string][]part
}

func indexSide(side *mergeSide) *sideIndex {
	if side.index != nil {
		return side.index
	}
	x := &sideIndex{assigned: map[string][]part{}, worked: map[string][]part{}, under: map[string][]part{}, ofControl: map[string][]part{}}
	for _, ref := range side.refs {
		x.add(side, ref)
	}
	side.index = x
	return x
}

func (x *sideIndex) add(side *mergeSide, ref assess.Ref) {
	for _, f := range side.says[ref] {
		p := part{ref, history.UnitOf(ref.Kind, f.Path)}
		if party := assignedBy(ref.Kind, f); party != "" {
			add(x.assigned, party, p)
		}
		switch asset, control, _ := strings.Cut(ref.Key, "/"); {
		case ref.Kind == assess.KindCell && f.Path != "reopened": // that is the catalogue's doing
			add(x.worked, asset, p)
			add(x.under, ref.Key, p)
			add(x.ofControl, control, p)
		case ref.Kind == assess.KindRule:
			if rule, ok := side.at(ref).(*assess.Rule); ok {
				add(x.ofControl, rule.Control, p)
			}
		case ref.Kind == assess.KindEvidence && f.New != "":
			if linked, ok := element(f.Path, "assets"); ok {
				add(x.worked, linked, linkOf(side, ref, linked, p))
			}
		}
	}
}

// linkOf is what goes of evidence when its link to an asset does. Evidence
// without any asset serves them all, so that one which was for this asset alone
// goes as a whole.
func linkOf(side *mergeSide, ref assess.Ref, asset string, link part) part {
	evidence, ok := side.at(ref).(*assess.Evidence)
	if made, said := side.said(ref, "name"); ok && said && made.Old == "" && len(evidence.Assets) == 1 && evidence.Assets[0] == asset {
		return part{ref: ref}
	}
	return link
}

func add(to map[string][]part, key string, p part) {
	if list := to[key]; len(list) == 0 || list[len(list)-1] != p {
		to[key] = append(list, p)
	}
}

// assignedBy is the party to whom a field gives something to do.
func assignedBy(kind assess.RecordKind, f history.FieldChange) string {
	switch {
	case f.New == "":
		return ""
	case f.Path == "owner" && (kind == assess.KindAsset || kind == assess.KindAction), strings.HasSuffix(f.Path, ".accountable"):
		return f.New
	}
	for _, role := range []string{"responsible", "consulted", "informed"} {
		for _, clause := range []string{"customer.", "provider."} {
			if party, ok := element(f.Path, clause+role); ok {
				return party
			}
		}
	}
	return ""
}

// element is the element of a set that a path names.
func element(path, set string) (string, bool) {
	name, ok := strings.CutPrefix(path, set+"[")
	return strings.TrimSuffix(name, "]"), ok
}
