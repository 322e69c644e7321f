package responsibilities

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
	"demarc/marks"
)

// panel shows at the side what the cell under the cursor says, or what can be
// done with all cells that are selected.
func (s *screen) panel() {
	s.owner, s.status, s.duty, s.scope, s.reason, s.proof, s.sheet = nil, nil, nil, nil, nil, nil, nil
	view, ok := s.current()
	switch {
	case !ok:
		s.desk.Window.Panel(nil)
	case s.matrix.Selection().Single():
		s.desk.Window.Panel(s.cell(&view))
	default:
		s.desk.Window.Panel(s.many(&view))
	}
}

// cell is the panel of one cell, in the order of the talk: who, what, by when,
// proof, why.
func (s *screen) cell(view *assess.CellView) fyne.CanvasObject {
	l := s.desk.Look
	parts := []fyne.CanvasObject{s.title(view), s.badges(view), s.demarcation(view), s.baselineLine(view), l.Hairline()}
	parts = append(parts, s.question()...)
	if s.ruling {
		parts = append(append(parts, s.ruleFields([]*assess.Asset{view.Asset})...), l.Hairline())
	}
	parts = append(parts, s.clauses(view)...)
	parts = append(parts, s.progress(view)...)
	parts = append(parts, s.knownGap(view)...)
	parts = append(parts, s.proofs(view)...)
	parts = append(parts, s.decision(view)...)
	parts = append(parts, s.rules(view)...)
	parts = append(parts, s.past(view)...)
	s.sheet = l.Column(10, parts...)
	return s.sheet
}

func (s *screen) title(view *assess.CellView) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	where := l.Link(desk.OneLine(view.Asset.Name)+" · "+d.HostingName(view.Asset.Hosting), look.Text2, func() {
		d.Window.Go(desk.Place{Screen: desk.Assets, Asset: view.Asset.ID})
	})
	return l.Column(2,
		look.Border(nil, nil, l.Label(view.Control.ID, look.Small, look.Text2), nil, container.New(&trailing{}, where)),
		l.Pad(l.Paragraph(d.ControlName(view.Control), look.PanelTitle, look.Text, desk.PanelWidth), 4, 0, 2, 0),
		l.Paragraph(d.ControlAbout(view.Control), look.Small, look.Text2, desk.PanelWidth))
}

// trailing sets its object at the right, cut where the room ends. A link has
// room around its text, which the line beside it does not get higher by.
type trailing struct{}

func (trailing) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(10, 0) }

func (trailing) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	least := objects[0].MinSize()
	width := min(least.Width, size.Width-8)
	objects[0].Resize(fyne.NewSize(width, least.Height))
	objects[0].Move(fyne.NewPos(size.Width-width, (size.Height-least.Height)/2))
}

// badges say the state in words, and how severe what is wrong is.
func (s *screen) badges(view *assess.CellView) fyne.CanvasObject {
	l := s.desk.Look
	tile := marks.Of(view)
	text := s.stateSentence(view)
	var badge fyne.CanvasObject
	if view.State == assess.StateUnowned {
		ground := canvas.NewRectangle(l.Colour(look.Alarm))
		ground.CornerRadius = l.S(4)
		badge = container.NewStack(ground, l.Pad(l.Label(text, look.SmallStrong, look.OnAlarm), 3, 8, 3, 8))
	} else {
		badge = l.Row(6, l.Tile(tile, false, 18, 16), l.Label(text, look.SmallStrong, look.Text))
	}
	concern := s.concern(view)
	switch {
	case concern == nil:
		return l.Row(8, badge)
	case badge.MinSize().Width+l.S(8)+concern.MinSize().Width > l.S(desk.PanelWidth):
		return l.Column(6, l.Row(0, badge), l.Row(0, concern))
	}
	return l.Row(8, badge, concern)
}

// concern is how severe it is what is wrong with the cell, or nil where nothing
// is.
func (s *screen) concern(view *assess.CellView) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	c, wrong := d.Session.Evaluation().Concern(view.Asset.ID, view.Control.ID)
	if !wrong {
		return nil
	}
	words := d.T("%s %s", d.SeverityName(c.SumSeverity), d.Number(c.Score))
	if c.Severity != c.SumSeverity {
		words = d.T("%s (was %s %s)", d.SeverityName(c.Severity), d.SeverityName(c.SumSeverity), d.Number(c.Score))
	}
	text := l.Label(words, look.SmallStrong, look.Text)
	text.Colour = l.SeverityColour(c.Severity)
	return l.Box(look.Surface, look.Hairline, l.Pad(l.Row(6, l.SeverityMark(c.Severity, 14), text), 3, 8, 3, 6))
}

// stateSentence says what a cell's state means.
func (s *screen) stateSentence(view *assess.CellView) string {
	t := s.desk.T
	switch {
	case view.Substate == assess.SubstateHalfOwned && len(view.Missing) == 1 && view.Missing[0] == assess.CustomerSide:
		return t("Half owned: no one on the client's side")
	case view.Substate == assess.SubstateHalfOwned:
		return t("Half owned: no one on the provider's side")
	case view.Substate == assess.SubstateUndecided:
		return t("Undecided: nobody said whose duty it is")
	case view.State == assess.StateUnowned:
		return t("Nobody is accountable")
	case view.State == assess.StateNotApplicable:
		return t("Not applicable")
	}
	return t("Owned") + " · " + s.desk.Plain(marks.OfOutcome(view).Words())
}

// demarcation draws the line itself: the provider's duties at the left, the
// client's at the right.
func (s *screen) demarcation(view *assess.CellView) fyne.CanvasObject {
	d := s.desk
	if view.Substate == assess.SubstateUndecided {
		undecided := func(head, duties string) fyne.CanvasObject {
			return s.seat(head, marks.Undecided, look.Alarm, d.T("Undecided"), duties)
		}
		return s.sides(undecided(d.T("PROVIDER"), s.providerText(view)), undecided(d.T("CLIENT"), s.clientText(view)))
	}
	provider := s.half(d.T("PROVIDER"), needs(view, assess.ProviderSide), missing(view, assess.ProviderSide), s.providerName(view), s.providerText(view))
	client := s.half(d.T("CLIENT"), needs(view, assess.CustomerSide), missing(view, assess.CustomerSide), s.named(view.Answer.Customer.Accountable), s.clientText(view))
	return s.sides(provider, client)
}

// sides sets the two halves at the line.
func (s *screen) sides(provider, client fyne.CanvasObject) fyne.CanvasObject {
	l := s.desk.Look
	line := canvas.NewRectangle(l.Colour(look.Accent))
	line.SetMinSize(fyne.NewSize(2, 2))
	return l.Box(look.Canvas, look.Hairline, container.New(&halves{}, provider, line, client))
}

// halves sets two halves beside a line.
type halves struct{}

func (halves) MinSize(objects []fyne.CanvasObject) fyne.Size {
	left, right := objects[0].MinSize(), objects[2].MinSize()
	return fyne.NewSize(2*max(left.Width, right.Width)+2, max(left.Height, right.Height))
}

func (halves) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := (size.Width - 2) / 2
	objects[0].Resize(fyne.NewSize(width, size.Height))
	objects[1].Move(fyne.NewPos(width, 0))
	objects[1].Resize(fyne.NewSize(2, size.Height))
	objects[2].Move(fyne.NewPos(width+2, 0))
	objects[2].Resize(fyne.NewSize(width, size.Height))
}

const halfWidth = desk.PanelWidth/2 - 22

func (s *screen) half(head string, needed, vacant bool, owner, duties string) fyne.CanvasObject {
	t := s.desk.T
	tile, role := marks.Implemented, look.Text
	switch {
	case !needed:
		tile, role, owner = marks.NotApplicable, look.Text3, t("No duty here")
	case vacant:
		tile, role = marks.Unowned, look.Alarm
		if owner == "" {
			owner = t("Nobody")
		}
	}
	return s.seat(head, tile, role, owner, duties)
}

// seat is one side of the line: who sits there, and what is to be done.
func (s *screen) seat(head string, tile marks.Tile, role look.Role, owner, duties string) fyne.CanvasObject {
	l := s.desk.Look
	lines := []fyne.CanvasObject{
		l.Row(6, l.Tile(tile, false, 16, 16), l.Label(head, look.Overline, look.Text2)),
		l.Paragraph(owner, look.BodyStrong, role, halfWidth),
	}
	if duties != "" {
		lines = append(lines, l.Paragraph(duties, look.Small, look.Text2, halfWidth))
	}
	return l.Pad(l.Column(5, lines...), 8, 10, 10, 10)
}

func needs(view *assess.CellView, side assess.Side) bool   { return holds(view.Needs, side) }
func missing(view *assess.CellView, side assess.Side) bool { return holds(view.Missing, side) }

func holds(sides []assess.Side, side assess.Side) bool {
	for _, s := range sides {
		if s == side {
			return true
		}
	}
	return false
}

// named names a party; one that left holds nothing any more, and that is said.
func (s *screen) named(id string) string {
	name := s.desk.Person(id)
	if party := s.desk.Session.State().Parties[id]; party != nil && party.Retired {
		return s.desk.T("%s, retired", name)
	}
	return name
}

func (s *screen) providerName(view *assess.CellView) string {
	if name := s.named(view.Answer.Provider.Accountable); name != "" {
		return name
	}
	return desk.OneLine(view.ProviderOwner)
}

const dutyLetters = 220 // as many as the box bears; the rest stands in the report

func (s *screen) providerText(view *assess.CellView) string {
	text := ""
	if view.Baseline != nil {
		text = clip(s.desk.T(view.Baseline.ProviderOffers))
	}
	if view.Presumed {
		text += " " + s.desk.T("Presumed from public documentation.")
	}
	return text
}

func (s *screen) clientText(view *assess.CellView) string {
	if view.Baseline == nil || !needs(view, assess.CustomerSide) {
		return ""
	}
	text := ""
	for _, action := range view.Baseline.CustomerActions {
		text += s.desk.T(action) + " "
	}
	return clip(text)
}

func clip(text string) string {
	text = desk.Prose(text)
	letters := []rune(text)
	if len(letters) <= dutyLetters {
		return text
	}
	return strings.TrimSpace(string(letters[:dutyLetters])) + "…"
}

// baselineLine says what the boundary rests on.
func (s *screen) baselineLine(view *assess.CellView) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	text := d.T("The hosting model is unknown: finding out is the first action.")
	if b := view.Baseline; b != nil {
		text = d.T("Baseline %s", s.boundaryWord(b.Owner)) + " · " + d.T("%s confidence", d.Plain(string(b.Confidence()))) + " · " + s.checked(b)
	}
	switch view.Basis {
	case assess.BasisDecision, assess.BasisRule:
		if view.Baseline != nil {
			text = d.T("Decided: %s; baseline was %s", s.boundaryWord(view.Boundary), s.boundaryWord(view.Baseline.Owner))
		} else {
			text = d.T("Decided: %s", s.boundaryWord(view.Boundary))
		}
	case assess.BasisTrait:
		text = d.T("Not applicable, because of what the asset is")
	}
	return l.Paragraph(text, look.Small, look.Text3, desk.PanelWidth)
}

func (s *screen) checked(b *assess.Baseline) string {
	if check := s.desk.Session.Catalogue().SourceChecks[b.SourceCheck]; check != "" {
		return desk.OneLine(s.desk.T(check))
	}
	return s.desk.Plain(b.SourceCheck)
}

func (s *screen) boundaryWord(o assess.Owner) string {
	switch o {
	case assess.OwnerCustomer:
		return s.desk.T("client")
	case assess.OwnerUnassigned:
		return s.desk.T("undecided")
	}
	return s.desk.Plain(string(o))
}
