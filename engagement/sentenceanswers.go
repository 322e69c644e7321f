package engagement

import (
	"strings"

	"demarc/assess"
	"demarc/history"
)

// clause is one thing that an answer says: as a sentence of its own, and as an
// addition to another, where it has such a form. {cells} stands for the cells;
// English also has {it} for it or them, {is} for is or are, and {gap} for their
// known gap. In a language whose sentences begin with "{cells}: ", what follows
// stands for itself.
type clause struct{ main, tail string }

// place words the cells or rules that say the same, and whether they are many.
type place func([]history.Change) (text string, many bool)

// tellAnswers tells of cells or rules, those that say the same together.
func (n *narrator) tellAnswers(changes []history.Change, where place) []string {
	var order []string
	groups := map[string][]history.Change{}
	for _, change := range changes {
		said := n.join(n.clauses(change))
		if groups[said] == nil {
			order = append(order, said)
		}
		groups[said] = append(groups[said], change)
	}
	sentences := make([]string, len(order))
	for i, said := range order {
		text, many := where(groups[said])
		fill := strings.NewReplacer("{cells}", text, "{gap}", "its known gap", "{it}", "it", "{is}", "is")
		if many {
			fill = strings.NewReplacer("{cells}", text, "{gap}", "their known gaps", "{it}", "them", "{is}", "are")
		}
		sentences[i] = fill.Replace(said)
	}
	return sentences
}

// join makes one sentence of clauses: "Made A accountable for x, with B
// responsible; declared it implemented, due 2027-01-31".
func (n *narrator) join(clauses []clause) string {
	if len(clauses) == 0 {
		return n.say("Answered {cells} again")
	}
	said := clauses[0].main
	for _, c := range clauses[1:] {
		if c.tail != "" {
			said += ", " + c.tail
		} else if alone, ok := strings.CutPrefix(c.main, "{cells}: "); ok {
			said += "; " + alone
		} else {
			said += "; " + strings.ReplaceAll(GoingOn(n.language, c.main), "{cells}", "{it}")
		}
	}
	return said
}

// clauses are what one answer says, ownership first.
func (n *narrator) clauses(change history.Change) []clause {
	var all []clause
	for _, c := range []clause{
		n.accountableClause(change, assess.CustomerSide), n.rolesClause(change, assess.CustomerSide), n.referenceClause(change, assess.CustomerSide),
		n.accountableClause(change, assess.ProviderSide), n.rolesClause(change, assess.ProviderSide), n.referenceClause(change, assess.ProviderSide),
		n.boundaryClause(change), n.declaredClause(change), n.concludedClause(change), n.gapClause(change), n.rationaleClause(change),
		n.dueClause(change), n.reopenedClause(change),
	} {
		if c.main != "" {
			all = append(all, c)
		}
	}
	return all
}

func (n *narrator) accountableClause(change history.Change, side assess.Side) clause {
	f := field(change, string(side)+".accountable")
	switch provider := side == assess.ProviderSide; {
	case f == nil:
		return clause{}
	case f.New == "" && provider:
		return clause{main: n.say("Took the accountable party on the provider's side off {cells}")}
	case f.New == "":
		return clause{main: n.say("Took the accountable party off {cells}")}
	case provider:
		return clause{main: n.say("Made %s accountable on the provider's side for {cells}", n.value(f.Path, f.New))}
	default:
		return clause{main: n.say("Made %s accountable for {cells}", n.value(f.Path, f.New))}
	}
}

// rolesClause tells of those who were given a role; where parties only lost
// one, of that.
func (n *narrator) rolesClause(change history.Change, side assess.Side) clause {
	var given, named, lost []string
	for _, role := range roles(n) {
		switch names, taken := n.givenRole(change, string(side)+"."+role.path+"["); {
		case len(names) > 0:
			given = append(given, role.given(n.list(names)))
			named = append(named, role.named(n.list(names)))
		case taken:
			lost = append(lost, role.word)
		}
	}
	switch provider := side == assess.ProviderSide; {
	case len(given) > 0 && provider:
		return clause{n.say("Named %s on the provider's side for {cells}", n.list(named)), n.say("with %s on the provider's side", n.list(given))}
	case len(given) > 0:
		return clause{n.say("Named %s for {cells}", n.list(named)), n.say("with %s", n.list(given))}
	case len(lost) > 0 && provider:
		return clause{main: n.say("Changed who is %s on the provider's side for {cells}", n.list(lost))}
	case len(lost) > 0:
		return clause{main: n.say("Changed who is %s for {cells}", n.list(lost))}
	}
	return clause{}
}

// role is one of the roles that many parties may have.
type role struct {
	path, word   string
	given, named func(names string) string
}

func roles(n *narrator) []role {
	return []role{
		{"responsible", n.say("responsible"), func(names string) string { return n.say("%s responsible", names) }, func(names string) string { return n.say("%s as responsible", names) }},
		{"consulted", n.say("consulted"), func(names string) string { return n.say("%s consulted", names) }, func(names string) string { return n.say("%s as consulted", names) }},
		{"informed", n.say("informed"), func(names string) string { return n.say("%s informed", names) }, func(names string) string { return n.say("%s as informed", names) }},
	}
}

// givenRole names who was given a role, and reports whether anybody lost it.
func (n *narrator) givenRole(change history.Change, prefix string) (names []string, taken bool) {
	for _, f := range change.Fields {
		party, ok := strings.CutPrefix(f.Path, prefix)
		switch {
		case !ok:
		case f.New == "":
			taken = true
		default:
			names = append(names, n.name(assess.KindParty, strings.TrimSuffix(party, "]")))
		}
	}
	return names, taken
}

func (n *narrator) referenceClause(change history.Change, side assess.Side) clause {
	prefix, touched := string(side)+".reference.", false
	for _, f := range change.Fields {
		touched = touched || strings.HasPrefix(f.Path, prefix)
	}
	switch text := field(change, prefix+"text"); {
	case !touched:
		return clause{}
	case text == nil:
		return clause{main: n.say("Changed what the reference for {cells} covers")}
	case text.New == "":
		return clause{main: n.say("Took the reference off {cells}")}
	default:
		reference := shorten(text.New, 60)
		return clause{n.say("Referenced %s for {cells}", reference), n.say("by reference to %s", reference)}
	}
}
