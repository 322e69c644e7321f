package past

import (
	"strings"

	"demarc/app/desk"
	"demarc/assess"
)

// wording puts the fields of records into words: ids become names, known
// values are read as people do.
type wording struct {
	c     *chronicle
	names map[assess.Ref]string
}

// Lengths, in letters, to which other people's texts are cut.
const (
	mostName  = 120
	mostValue = 240
)

func shorten(text string, most int) string {
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	return string(letters[:most]) + "…"
}

// title says which record was changed.
func (w *wording) title(ref assess.Ref) string {
	t := w.c.desk.T
	switch ref.Kind {
	case assess.KindEngagement:
		return t("Engagement")
	case assess.KindCell:
		asset, control, _ := strings.Cut(ref.Key, "/")
		return w.control(control) + " · " + w.asset(asset)
	case assess.KindAsset:
		return t("Asset %s", w.asset(ref.Key))
	case assess.KindParty:
		return t("Party %s", w.party(ref.Key))
	case assess.KindRule:
		return t("Scope rule %s", w.rule(ref.Key))
	case assess.KindEvidence:
		return t("Evidence %s", w.evidence(ref.Key))
	case assess.KindDisposition:
		return t("Finding %s", w.finding(ref.Key))
	case assess.KindAction:
		return t("Action %s", w.action(ref.Key))
	}
	return string(ref.Kind) + " " + ref.Key
}

// name is what a record is called: its own name, or the one that the commit
// knows.
func (w *wording) name(ref assess.Ref, own string) string {
	if own == "" {
		own = w.names[ref]
	}
	if own == "" {
		return w.c.desk.T("no longer on record")
	}
	return w.c.discreet(shorten(own, mostName))
}

func (w *wording) asset(id string) string {
	own := ""
	if asset := w.c.desk.Session.State().Assets[id]; asset != nil {
		own = asset.Name
	}
	return w.name(assess.Ref{Kind: assess.KindAsset, Key: id}, own)
}

func (w *wording) party(id string) string {
	if w.c.desk.Session.State().Parties[id] != nil {
		return shorten(w.c.desk.Person(id), mostName)
	}
	if w.c.desk.Presenting {
		return w.c.desk.T("no longer on record")
	}
	return w.name(assess.Ref{Kind: assess.KindParty, Key: id}, "")
}

func (w *wording) evidence(id string) string {
	if w.c.desk.Presenting {
		return w.c.desk.T("hidden while presenting")
	}
	own := ""
	if evidence := w.c.desk.Session.State().Evidence[id]; evidence != nil {
		own = evidence.Name
	}
	return w.name(assess.Ref{Kind: assess.KindEvidence, Key: id}, own)
}

func (w *wording) action(id string) string {
	own := ""
	if action := w.c.desk.Session.State().Actions[id]; action != nil {
		own = action.Title
	}
	return w.name(assess.Ref{Kind: assess.KindAction, Key: id}, own)
}

func (w *wording) control(id string) string {
	if control := w.c.desk.Session.Catalogue().Control(id); control != nil {
		return w.c.desk.ControlShort(control)
	}
	return desk.OneLine(id)
}

func (w *wording) rule(id string) string {
	rule := w.c.desk.Session.State().Rules[id]
	if rule == nil {
		return w.c.desk.T("no longer on record")
	}
	return w.target(rule) + " · " + w.scope(rule.Scope)
}

// target words which controls a rule is about, scope which assets.
func (w *wording) target(rule *assess.Rule) string {
	switch {
	case rule.Control != "":
		return w.control(rule.Control)
	case rule.Category != "":
		return w.c.desk.T("every %s control", w.c.desk.Plain(rule.Category))
	}
	return w.c.desk.T("every control")
}

func (w *wording) scope(scope assess.Scope) string {
	t, value := w.c.desk.T, w.c.discreet(shorten(scope.Value, mostName))
	switch scope.Kind {
	case assess.ScopeProvider:
		return t("every %s asset", value)
	case assess.ScopeHosting:
		return t("every asset on %s", w.c.desk.HostingName(scope.Value))
	case assess.ScopeTag:
		return t("every asset tagged %s", value)
	}
	return t("every asset")
}

// finding names a finding by its place, as far as the decision kept it.
func (w *wording) finding(id string) string {
	disposition := w.c.desk.Session.State().Dispositions[id]
	var parts []string
	if disposition != nil && disposition.Control != "" {
		parts = append(parts, w.control(disposition.Control))
	}
	if disposition != nil && disposition.Asset != "" {
		parts = append(parts, w.asset(disposition.Asset))
	}
	if len(parts) == 0 {
		return desk.OneLine(id)
	}
	return strings.Join(parts, " · ")
}
