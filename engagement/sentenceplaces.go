package engagement

import (
	"cmp"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/history"
	"demarc/words"
)

// cells words cells: one by its control and asset, several by what they have
// in common.
func (n *narrator) cells(changes []history.Change) (string, bool) {
	var controls, assets []string
	seen := map[string]bool{}
	for _, change := range n.inOrder(changes) {
		asset, control, _ := strings.Cut(change.Ref.Key, "/")
		controls, assets = addUnseen(controls, control, seen), addUnseen(assets, asset, seen)
	}
	for i := range controls {
		controls[i] = n.control(controls[i])
	}
	for i := range assets {
		assets[i] = n.name(assess.KindAsset, assets[i])
	}
	if len(controls) > 1 && len(assets) > 1 {
		return n.say("%s cells", n.language.Number(len(changes))), true
	}
	return n.say("%s on %s", n.some(controls, "%s controls"), n.some(assets, "%s assets")), len(changes) > 1
}

// inOrder sorts cells by the catalogue's order of controls, then by the name
// of the asset, so that a sentence does not depend on ids.
func (n *narrator) inOrder(changes []history.Change) []history.Change {
	type placed struct {
		change  *history.Change
		control int
		asset   string
	}
	controls := map[string]int{}
	for i := range n.session.catalogue.Controls {
		controls[n.session.catalogue.Controls[i].ID] = i + 1 // 0 is one that is no more
	}
	places := make([]placed, len(changes))
	for i := range changes {
		asset, control, _ := strings.Cut(changes[i].Ref.Key, "/")
		places[i] = placed{&changes[i], controls[control], n.name(assess.KindAsset, asset)}
	}
	slices.SortStableFunc(places, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.control, b.control), strings.Compare(a.asset, b.asset))
	})
	ordered := make([]history.Change, len(changes))
	for i := range places {
		ordered[i] = *places[i].change
	}
	return ordered
}

// rules words rules: those of one scope, or of one target, together.
func (n *narrator) rules(changes []history.Change) (string, bool) {
	var targets, scopes []string
	for _, change := range changes {
		rule := n.rule(change)
		targets, scopes = addNew(targets, ruleTarget(n.language, n.session.catalogue, rule)), addNew(scopes, ruleScope(n.language, rule))
	}
	if len(targets) > 1 && len(scopes) > 1 {
		return n.say("%s rules", n.language.Number(len(changes))), true
	}
	slices.Sort(targets)
	slices.Sort(scopes)
	return n.say("%s on %s", n.some(targets, "%s duties"), n.some(scopes, "%s kinds of asset")), len(changes) > 1
}

// rule is the rule as it is, or else as the change describes it.
func (n *narrator) rule(change history.Change) *assess.Rule {
	if rule := n.session.state.Rules[change.Ref.Key]; rule != nil {
		return rule
	}
	rule := &assess.Rule{}
	for _, f := range change.Fields {
		text := f.New + f.Old
		switch f.Path {
		case "scope.kind":
			rule.Scope.Kind = assess.ScopeKind(text)
		case "scope.value":
			rule.Scope.Value = text
		case "control":
			rule.Control = text
		case "category":
			rule.Category = text
		}
	}
	return rule
}

// ruleTarget and ruleScope say what a rule reaches: "Rate & cost limits" on
// "every AWS asset".
func ruleTarget(l *words.Language, c *assess.Catalogue, rule *assess.Rule) string {
	switch control := c.Control(rule.Control); {
	case control != nil:
		return l.T(control.Short)
	case rule.Control != "":
		return rule.Control
	case rule.Category != "":
		return l.T("every %s duty", l.Plain(rule.Category))
	}
	return l.T("every duty")
}

func ruleScope(l *words.Language, rule *assess.Rule) string {
	switch rule.Scope.Kind {
	case assess.ScopeProvider:
		return l.T("every %s asset", rule.Scope.Value)
	case assess.ScopeHosting:
		return l.T("every asset hosted as %s", rule.Scope.Value)
	case assess.ScopeTag:
		return l.T("every asset tagged %s", rule.Scope.Value)
	}
	return l.T("every asset")
}

func addNew(list []string, text string) []string {
	if slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}

// addUnseen is addNew for lists that may be long.
func addUnseen(list []string, text string, seen map[string]bool) []string {
	if seen[text] {
		return list
	}
	seen[text] = true
	return append(list, text)
}

// some names up to three, and counts more.
func (n *narrator) some(names []string, many string) string {
	if len(names) > 3 {
		return n.say(many, n.language.Number(len(names)))
	}
	return n.list(names)
}
