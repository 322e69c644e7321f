package app

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/assess"
	"demarc/engagement"
	"demarc/words"
)

// forgetting asks which record is to go for good, and why.
type forgetting struct {
	w       *Window
	pending *engagement.Forgetting // nil until a record is named
	names   []look.Option
	which   *page.Field
	reason  *look.Entry
	why     *page.Field
	goes    *fyne.Container // what goes along
}

// askToForget begins with what is selected.
func (w *Window) askToForget() {
	t := w.language.T
	f := &forgetting{w: w, names: w.forgettable(), goes: container.NewStack()}
	if len(f.names) == 0 {
		w.Say(t("Nothing is on record that could be forgotten."), false)
		return
	}
	selected := ""
	if screen, ok := w.screens[w.current].(interface{ Selected() assess.Ref }); ok {
		selected = recordName(screen.Selected())
	}
	shown := ""
	for _, option := range f.names {
		if option.Value == selected {
			shown = option.Text
		}
	}
	picker := w.look.Picker(shown, t("type a name"), func() []look.Option { return f.names }, f.pick)
	f.reason = w.look.Entry("", t("stays in the history: name nobody in it"), nil)
	f.reason.OnSubmitted = func(string) { f.do() }
	f.which, f.why = w.newField(t("Record"), picker, w.grown), w.newField(t("Reason"), f.reason, w.grown)
	a := asked{
		title: t("Forget for good?"), verb: t("Forget for good"), first: picker, do: f.do,
		text:  t("It goes from the engagement, from its history and from the backups beside it. This cannot be undone. Reports, exports and copies elsewhere stay as they are."),
		parts: []fyne.CanvasObject{f.which.Box, f.goes, f.why.Box},
	}
	if shown != "" {
		a.first = f.reason
	}
	w.ask(a)
	if shown != "" {
		f.pick(selected)
	}
}

// forgettable are the records that can be named, by kind and name.
func (w *Window) forgettable() []look.Option {
	d, state := w.desk, w.desk.Session.State()
	var list []look.Option
	named := func(record assess.Record, name, kind string) {
		list = append(list, look.Option{Value: recordName(record.Ref()), Text: clip(name, 80), Note: kind})
	}
	discreet := d.Discreet()
	for _, party := range state.SortedParties() {
		named(party, d.Person(party.ID), d.T("party"))
	}
	for _, asset := range state.SortedAssets() {
		named(asset, desk.OneLine(asset.Name), d.T("asset"))
	}
	for _, evidence := range state.SortedEvidence() {
		if !d.Presenting {
			named(evidence, desk.OneLine(evidence.Name), d.T("evidence"))
		}
	}
	for _, action := range state.SortedActions() {
		named(action, discreet(action.Title), d.T("action"))
	}
	return list
}

// recordName names a record as engagement takes it.
func recordName(ref assess.Ref) string {
	if ref.Key == "" {
		return ""
	}
	return string(ref.Kind) + ":" + ref.Key
}

// pick shows what goes along with a record.
func (f *forgetting) pick(name string) {
	f.pending = nil
	f.goes.RemoveAll()
	pending, err := f.w.desk.Session.PrepareForget([]string{name})
	if err != nil {
		f.which.Wrong(desk.Sentence(f.w.language, err))
		return
	}
	f.pending = pending
	f.which.Wrong("")
	if along := f.along(); along != "" {
		l := f.w.look
		f.goes.Add(l.Pad(l.Paragraph(along, look.Body, look.Alarm, questionWidth-120), 0, 0, 0, 96))
	}
	f.w.grown()
	f.w.Canvas().Focus(f.reason)
}

// along counts what goes with the record, by kind.
func (f *forgetting) along() string {
	t := f.w.language
	count := map[assess.RecordKind]int{}
	for _, ref := range f.pending.Records {
		count[ref.Kind]++
	}
	var parts []string
	counted := func(kind assess.RecordKind, one, many string) {
		if n := count[kind]; n > 0 {
			parts = append(parts, t.N(n, one, many))
		}
	}
	counted(assess.KindCell, "%s cell", "%s cells")
	counted(assess.KindDisposition, "%s decision on a finding", "%s decisions on findings")
	counted(assess.KindRule, "%s scope rule", "%s scope rules")
	var said []string
	if len(parts) > 0 {
		said = append(said, t.T("With it go: %s.", strings.Join(parts, ", ")))
	}
	if ref := f.pending.Records[0]; ref.Kind == assess.KindParty {
		if left, err := f.w.desk.Session.PreviewRetire(ref.Key, ""); err == nil && left.Unowned > 0 {
			said = append(said, t.N(left.Unowned, "%s cell becomes unowned.", "%s cells become unowned."))
		}
	}
	return strings.Join(said, " ")
}

// do forgets, once a record and a reason are given.
func (f *forgetting) do() {
	w, t := f.w, f.w.language.T
	reason := strings.TrimSpace(f.reason.Text)
	switch {
	case f.pending == nil:
		f.which.Wrong(t("Name the record that is to go."))
		w.Canvas().Focus(f.which.Focus)
	case reason == "":
		f.why.Wrong(t("Forgetting needs a reason: it stays in the history."))
		w.Canvas().Focus(f.reason)
	default:
		pending := f.pending
		w.question.close()
		w.erase(pending, reason)
	}
}

// erase forgets beside everything else: the file and its backups are written
// anew.
func (w *Window) erase(pending *engagement.Forgetting, reason string) {
	d := w.desk
	begun := w.Work(w.language.T("Forgetting"), func(ctx context.Context, _ func(int, int)) error { return pending.Erase(ctx, reason) }, func(err error) {
		if w.desk == d { // or else it was closed meanwhile
			w.erased(pending, err, func() { w.erase(pending, reason) })
		}
	})
	if begun && w.tasks.stop != nil {
		w.tasks.rewriting = true
		w.frame.progress(w.language.T("Forgetting"), w.tasks.stop)
	}
}

// erased shows what came of it; a trouble does not say that nothing did.
func (w *Window) erased(pending *engagement.Forgetting, err error, again func()) {
	done := pending.Follow()
	if done.Values > 0 {
		again = nil
		w.Changed()
		w.Say(w.forgottenWords(done), false)
	}
	switch {
	case errors.Is(err, context.Canceled) && again != nil:
		w.Say(w.language.T("Cancelled: the file is as it was."), false)
	case err != nil:
		w.Fail(err, again)
	case len(done.Left) > 0:
		w.Fail(words.Errorf("backups that could not be opened still hold what was forgotten: %s", desk.OneLine(strings.Join(done.Left, ", "))), nil)
	}
}

func (w *Window) forgottenWords(done engagement.Forgotten) string {
	t := w.language
	return t.T("%s, %s from the history. Reports and copies elsewhere stay.",
		t.N(done.Records, "%s record is forgotten", "%s records are forgotten"), t.N(done.Values, "%s value erased", "%s values erased"))
}
