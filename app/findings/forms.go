package findings

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/assess"
)

// begin opens a form in the panel and gives its first field the keyboard.
func (s *Screen) begin(f form) {
	if s.draft.form != f {
		s.opens(f)
	}
	s.showPanel()
	for _, name := range s.draft.fields() {
		if field := s.fields[name]; field != nil && field.Focus != nil {
			page.Reveal(s.desk, s.opened)
			s.desk.Focus(field.Focus)
			return
		}
	}
}

// BeginAction begins an action that answers the selected finding, or all that
// are marked.
func (s *Screen) BeginAction() {
	if s.current() != nil {
		s.begin(actionForm)
	}
}

// proposal is the title that is proposed for an action: the advice for one
// finding that it answers.
func (s *Screen) proposal() string {
	f := s.current()
	if f != nil && len(s.marked) > 0 && !s.marked[f.ID] {
		f = s.model.find(s.answered()[0])
	}
	if f == nil {
		return ""
	}
	return shorten(s.model.hidden(desk.Prose(f.Action(s.desk.Language))))
}

// shorten cuts an advice down to its first sentence, which is what a list of
// actions has room for. The point behind an initial ends none.
func shorten(advice string) string {
	for i, letter := range advice {
		if letter == '.' && (i+1 == len(advice) || advice[i+1] == ' ') && !endsInInitial(advice[:i]) {
			return advice[:i]
		}
	}
	return advice
}

func endsInInitial(text string) bool {
	words := strings.Fields(text)
	return len(words) > 1 && utf8.RuneCountInString(words[len(words)-1]) == 1
}

func (s *Screen) cancel() {
	s.forgets()
	s.showPanel()
	s.focusList()
}

// severityFields ask for the assessor's own severity.
func (s *Screen) severityFields(x detail) fyne.CanvasObject {
	d := s.desk
	options := []look.Option{{Value: bySum, Text: d.T("as the sum says"), Note: d.SeverityName(x.finding.SumSeverity)}}
	for rank := len(assess.Severities) - 1; rank >= 0; rank-- {
		options = append(options, look.Option{Value: string(assess.Severities[rank]), Text: d.SeverityName(assess.Severities[rank])})
	}
	return s.form(
		s.forMarked(d.T("Set the severity")), func() { s.decide(x) },
		s.choice(fieldSeverity, d.T("Severity"), options),
		s.text(fieldReason, d.T("Reason"), ""))
}

// decisionFields offer the dispositions; the one that is chosen shows the
// fields that it needs and one button with its verb.
func (s *Screen) decisionFields(x detail) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	var states []look.Option
	for _, state := range assess.DispositionStates {
		states = append(states, look.Option{Value: string(state), Text: stateName(d, state)})
	}
	as := s.commonState(x)
	if s.draft.form == decisionForm {
		as = s.draft.as
	}
	choice := l.Choice(string(as), states, func(value string) { s.beginDecision(assess.DispositionState(value), x) })
	page.Back(&choice.Entry, s.focusList)
	s.decided = choice
	pick := page.Pick(d, d.T("Decided"), choice, func() { s.panel.Refresh() })
	if s.draft.form != decisionForm {
		return pick
	}
	var fields []fyne.CanvasObject
	for _, name := range s.draft.fields() {
		fields = append(fields, s.decisionField(name))
	}
	return l.Column(8, pick, s.form(s.forMarked(verb(d, s.draft.as)), func() { s.decide(x) }, fields...))
}

// beginDecision asks for what a disposition has to carry. The one that holds
// already has nothing to record unless it carries something.
func (s *Screen) beginDecision(as assess.DispositionState, x detail) {
	if s.draft.form != decisionForm {
		s.opens(decisionForm)
	}
	s.draft.as = as
	s.desk.Unsent.Pick(kept(s.selected, decisionForm), string(fieldAs), string(as))
	if as == "" || as == s.commonState(x) && len(s.draft.fields()) == 0 {
		s.forgets()
		s.showPanel()
		return
	}
	s.begin(decisionForm)
}

func (s *Screen) decisionField(name fieldName) fyne.CanvasObject {
	d := s.desk
	switch name {
	case fieldBy:
		return s.pick(name, byName(d, s.draft.as), d.T("Nobody yet: type a name"), d.Parties)
	case fieldEvidence:
		return s.pick(name, d.T("Evidence"), d.T("None yet: type its name"), s.evidence)
	case fieldAuthority:
		return s.text(name, d.T("Authority"), d.T("such as: risk committee"))
	case fieldUntil:
		return s.text(name, d.T("Until"), d.T("YYYY-MM-DD"))
	}
	return s.text(name, reasonName(d, s.draft.as), "")
}

func (s *Screen) evidence() []look.Option {
	var options []look.Option
	for _, evidence := range s.desk.Session.State().SortedEvidence() {
		options = append(options, look.Option{Value: evidence.ID, Text: desk.OneLine(evidence.Name), Note: s.desk.Plain(string(evidence.Method))})
	}
	return options
}

// actionFields ask for an action.
func (s *Screen) actionFields(x detail) fyne.CanvasObject {
	d := s.desk
	return s.form(s.forMarked(d.T("Add the action")), s.addAction,
		s.text(fieldTitle, d.T("Action"), ""),
		s.pick(fieldOwner, d.T("Owner"), d.T("Nobody yet: type a name"), d.Parties),
		s.text(fieldDue, d.T("Due"), d.T("YYYY-MM-DD")))
}

// form sets fields, the one button that does it, and a way out.
func (s *Screen) form(verb string, do func(), fields ...fyne.CanvasObject) fyne.CanvasObject {
	l := s.desk.Look
	box := l.Column(8, fields...)
	buttons := page.Flow(l, l.Button(verb, look.Primary, do), l.Button(s.desk.T("Cancel"), look.Ghost, s.cancel))
	box.Add(buttons)
	s.opened = l.Pad(box, 4, 0, 4, 0)
	return s.opened
}

// text is a field of the draft.
func (s *Screen) text(name fieldName, title, hint string) fyne.CanvasObject {
	proposed := map[fieldName]string{fieldTitle: s.draft.proposed}[name]
	entry := s.desk.Look.Entry(proposed, hint, nil)
	if name == fieldTitle || name == fieldReason {
		entry = s.desk.Look.TextArea(proposed, hint, 2, nil)
	}
	if name == fieldTitle {
		entry.Propose()
	}
	entry.SetText(s.draft.values[name]) // what was typed is no proposal
	entry.Unsent = true
	entry.OnChanged = func(text string) { s.types(name, text) }
	entry.Left = func() { s.check(name) }
	page.Back(entry, s.cancel)
	return s.field(name, title, entry)
}

// pick is a field of the draft that takes one of many.
func (s *Screen) pick(name fieldName, title, hint string, options func() []look.Option) fyne.CanvasObject {
	shown := ""
	if name == fieldOwner { // who may be new
		shown = s.draft.values[name]
	}
	for _, option := range options() {
		if value := s.draft.values[name]; value != "" && option.Value == value {
			shown = option.Text
		}
	}
	picker := s.desk.Look.Picker(shown, hint, options, func(value string) {
		s.picks(name, value)
		s.check(name)
	})
	picker.People = name == fieldBy || name == fieldOwner
	if name == fieldOwner {
		picker.Free = func(text string) string { return s.desk.T("add “%s” as a team", text) }
	}
	page.Back(&picker.Entry, s.cancel)
	return s.field(name, title, picker)
}

func (s *Screen) choice(name fieldName, title string, options []look.Option) fyne.CanvasObject {
	return s.pick(name, title, s.desk.T("Choose"), func() []look.Option { return options })
}

func (s *Screen) field(name fieldName, title string, object fyne.CanvasObject) fyne.CanvasObject {
	field := page.NewField(s.desk, title, object, func() { s.panel.Refresh() })
	field.Check = func(string) string { return s.draft.wrong(s.desk, name) }
	s.fields[name] = field
	return field.Box
}

// check says beneath a field what is wrong with it.
func (s *Screen) check(name fieldName) {
	if field := s.fields[name]; field != nil && !field.Pends() {
		field.Wrong(s.draft.wrong(s.desk, name))
	}
}

// whole reports whether the form can be sent. Otherwise each wrong field says
// so, and the first has the keyboard.
func (s *Screen) whole() bool {
	var first *page.Field
	for _, name := range s.draft.fields() {
		s.check(name)
		if field := s.fields[name]; first == nil && field != nil && !field.Whole() {
			first = field
		}
	}
	if first != nil && first.Focus != nil {
		s.desk.Focus(first.Focus)
	}
	return first == nil && s.draft.firstWrong(s.desk) == ""
}

// decide records the decision in the form.
func (s *Screen) decide(x detail) {
	if !s.whole() {
		return
	}
	decision, ids := s.draft.decision(), s.answered()
	done := s.do(func() (string, error) {
		found, err := s.desk.Session.DecideAll(ids, decision)
		if err != nil {
			return "", err
		}
		clear(s.marked)
		if len(found) > 1 {
			return s.decidedAllWords(found, decision.Severity), nil
		}
		return s.decidedWords(&found[0], decision.Severity), nil
	})
	if done {
		s.focusList()
	}
}

func (s *Screen) decidedWords(found *assess.Finding, severity string) string {
	d := s.desk
	switch {
	case severity == bySum:
		return d.T("The severity is as the sum says: %s", d.SeverityName(found.Severity))
	case severity != "":
		return d.T("The severity is %s, where the sum says %s", d.SeverityName(found.Severity), d.SeverityName(found.SumSeverity))
	}
	return d.T("%s: %s", brief(s.model.hidden(found.Title(s.desk.Language)), 2*longestInList), stateName(d, found.State(s.model.today)))
}

func (s *Screen) decidedAllWords(found []assess.Finding, severity string) string {
	d := s.desk
	what := d.N(len(found), "%s finding", "%s findings")
	switch {
	case severity == bySum:
		return d.T("The severity of %s is as the sum says", what)
	case severity != "":
		return d.T("The severity of %s is %s", what, d.SeverityName(found[0].Severity))
	}
	return d.T("%s: %s", what, stateName(d, found[0].State(s.model.today)))
}

// do makes a change and puts the form away; where it fails, the form stays.
func (s *Screen) do(change func() (string, error)) bool {
	back := s.forgets()
	if s.desk.Do(change) {
		return true
	}
	back()
	return false
}

func (s *Screen) addAction() {
	if !s.whole() {
		return
	}
	fields := s.draft.action(s.desk, s.answered())
	done := s.do(func() (string, error) {
		action, err := s.desk.Session.AddAction(fields)
		if err != nil {
			return "", err
		}
		clear(s.marked)
		return s.addedWords(action), nil
	})
	if done {
		s.focusList()
	}
}

func (s *Screen) addedWords(a *assess.Action) string {
	d := s.desk
	what := d.N(len(a.Findings), "%s finding", "%s findings")
	if a.Owner == "" {
		return d.T("An action that nobody owns answers %s", what)
	}
	return d.T("%s has an action that answers %s", d.Person(a.Owner), what)
}

func (s *Screen) closeAction(a actionLine) {
	s.desk.Do(func() (string, error) {
		_, err := s.desk.Session.CloseAction(a.id)
		return s.desk.T("Done: %s", a.title), err
	})
	s.focusList()
}
