package engagement

import (
	"fmt"
	"strings"

	"demarc/assess"
	"demarc/history"
)

// clause is one thing that an answer says: as a sentence of its own, and as an
// addition to another, where it has such a form. %P stands for the cells, %IT
// for it or them, %BE for is or are, %ITS GAP for its known gap or theirs.
type clause struct{ main, tail string }

// place words the cells or rules that say the same, and whether they are many.
type place func([]history.Change) (text string, many bool)

// tellAnswers tells of cells or rules, those that say the same together.
func (n *narrator) tellAnswers(changes []history.Change, where place) []string {
	var order []string
	groups := map[string][]history.Change{}
	for _, change := range changes {
		said := join(n.clauses(change))
		if groups[said] == nil {
			order = append(order, said)
		}
		groups[said] = append(groups[said], change)
	}
	sentences := make([]string, len(order))
	for i, said := range order {
		text, many := where(groups[said])
		words := strings.NewReplacer("%P", text, "%ITS GAP", "its known gap", "%IT", "it", "%BE", "is")
		if many {
			words = strings.NewReplacer("%P", text, "%ITS GAP", "their known gaps", "%IT", "them", "%BE", "are")
		}
		sentences[i] = words.Replace(said)
	}
	return sentences
}

// join makes one sentence of clauses: "Made A accountable for x, with B
// responsible; declared it implemented, due 2027-01-31".
func join(clauses []clause) string {
	if len(clauses) == 0 {
		return "Answered %P again"
	}
	said := clauses[0].main
	for _, c := range clauses[1:] {
		if c.tail != "" {
			said += ", " + c.tail
		} else {
			said += "; " + strings.ReplaceAll(lowerFirst(c.main), "%P", "%IT")
		}
	}
	return said
}

// clauses are what one answer says, ownership first.
func (n *narrator) clauses(change history.Change) []clause {
	var all []clause
	add := func(c clause) {
		if c.main != "" {
			all = append(all, c)
		}
	}
	for _, side := range []struct{ path, words string }{{"customer.", ""}, {"provider.", " on the provider's side"}} {
		add(n.accountableClause(change, side.path, side.words))
		add(n.rolesClause(change, side.path, side.words))
		add(n.referenceClause(change, side.path))
	}
	add(n.boundaryClause(change))
	add(n.statusClause(change, "declared", "Declared", "declaration"))
	add(n.statusClause(change, "concluded", "Concluded", "conclusion"))
	add(n.gapClause(change))
	add(rationaleClause(change))
	add(n.dueClause(change))
	if reopened := field(change, "reopened"); reopened != nil && reopened.New != "" {
		add(clause{main: "Reopened %P"})
	}
	return all
}

func (n *narrator) accountableClause(change history.Change, side, words string) clause {
	f := field(change, side+"accountable")
	switch {
	case f == nil:
		return clause{}
	case f.New == "":
		return clause{main: "Took the accountable party" + words + " off %P"}
	}
	return clause{main: "Made " + n.value(f.Path, f.New) + " accountable" + words + " for %P"}
}

// rolesClause tells of those who were given a role; where parties only lost
// one, of that.
func (n *narrator) rolesClause(change history.Change, side, words string) clause {
	var given, named, lost []string
	for _, role := range []string{"responsible", "consulted", "informed"} {
		var names []string
		taken := false
		for _, f := range change.Fields {
			party, ok := strings.CutPrefix(f.Path, side+role+"[")
			switch {
			case !ok:
			case f.New == "":
				taken = true
			default:
				names = append(names, n.name(assess.KindParty, strings.TrimSuffix(party, "]")))
			}
		}
		if len(names) > 0 {
			given, named = append(given, list(names)+" "+role), append(named, list(names)+" as "+role)
		} else if taken {
			lost = append(lost, role)
		}
	}
	switch {
	case len(given) > 0:
		return clause{main: "Named " + list(named) + words + " for %P", tail: "with " + list(given) + words}
	case len(lost) > 0:
		return clause{main: "Changed who is " + list(lost) + words + " for %P"}
	}
	return clause{}
}

func (n *narrator) referenceClause(change history.Change, side string) clause {
	touched := false
	for _, f := range change.Fields {
		touched = touched || strings.HasPrefix(f.Path, side+"reference.")
	}
	switch text := field(change, side+"reference.text"); {
	case !touched:
		return clause{}
	case text == nil:
		return clause{main: "Changed what the reference for %P covers"}
	case text.New == "":
		return clause{main: "Took the reference off %P"}
	default:
		reference := shorten(text.New, 60)
		return clause{main: "Referenced " + reference + " for %P", tail: "by reference to " + reference}
	}
}

var boundaryWords = map[assess.Owner]string{
	assess.OwnerProvider:      "Decided that %P %BE the provider's",
	assess.OwnerCustomer:      "Decided that %P %BE the client's",
	assess.OwnerShared:        "Decided that %P %BE shared",
	assess.OwnerNotApplicable: "Decided that %P %BE not applicable",
	assess.OwnerBaseline:      "Went back to the catalogue's boundary for %P",
	"":                        "Took back what was decided of the boundary of %P",
}

func (n *narrator) boundaryClause(change history.Change) clause {
	if f := field(change, "boundary.owner"); f != nil {
		return clause{main: boundaryWords[assess.Owner(f.New)]}
	}
	for _, f := range change.Fields {
		if strings.HasPrefix(f.Path, "boundary.") {
			return clause{main: "Gave another reason for the boundary of %P"}
		}
	}
	return clause{}
}

func (n *narrator) statusClause(change history.Change, path, verb, noun string) clause {
	status, by := field(change, path+".status"), field(change, path+".by")
	switch {
	case status != nil && status.New == "":
		return clause{main: "Took back the " + noun + " on %P"}
	case status != nil:
		main := verb + " %P " + strings.ReplaceAll(status.New, "_", " ")
		if path == "declared" && by != nil && by.New != "" {
			main += " on the word of " + n.value(by.Path, by.New)
		}
		return clause{main: main}
	case by != nil || field(change, path+".at") != nil:
		return clause{main: "Made the " + noun + " on %P again"}
	}
	return clause{}
}

func (n *narrator) gapClause(change history.Change) clause {
	switch f := field(change, "gap_addressed"); {
	case f == nil:
		return clause{}
	case f.New == string(assess.TraitYes):
		return clause{main: "Marked the known gap of %P as addressed", tail: "%ITS GAP addressed"}
	}
	return clause{main: "Marked the known gap of %P as open"}
}

func rationaleClause(change history.Change) clause {
	switch f := field(change, "rationale"); {
	case f == nil:
		return clause{}
	case f.New == "":
		return clause{main: "Took the rationale off %P"}
	}
	return clause{main: "Gave the rationale for %P", tail: "with a rationale"}
}

func (n *narrator) dueClause(change history.Change) clause {
	switch f := field(change, "due"); {
	case f == nil:
		return clause{}
	case f.New == "":
		return clause{main: "Took the due date off %P"}
	default:
		return clause{main: fmt.Sprintf("Set the due date of %%P to %s", f.New), tail: "due " + f.New}
	}
}
