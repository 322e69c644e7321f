package responsibilities

import (
	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
)

// many is the panel of a selection of several cells.
func (s *screen) many(view *assess.CellView) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	assets, controls := s.grid.chosen(s.matrix.Selection())
	counts := s.count(assets, controls)
	loud := look.Alarm
	if counts == 0 {
		loud = look.Text2
	}
	name, several := s.owners(assets, controls)
	s.owner = s.ownerPicker(name, assess.CustomerSide)
	if several {
		s.owner.SetPlaceHolder(d.T("several: type a name for all"))
	}
	s.status = l.Choice("", desk.Options(d, assess.Statuses), s.declare)
	s.reason, s.duty, s.proof = l.TextArea("", d.T("why this is so"), 2, nil), s.boundaryChoice(), s.chooseEvidence
	parts := []fyne.CanvasObject{
		l.Label(d.N(len(assets), "%s asset", "%s assets")+" × "+d.N(len(controls), "%s control", "%s controls"), look.Small, look.Text2),
		l.Label(d.T("%s selected", d.N(len(assets)*len(controls), "%s cell", "%s cells")), look.PanelTitle, look.Text),
		l.Label(d.N(counts, "%s of them is unowned", "%s of them are unowned"), look.SmallStrong, loud),
		l.Hairline(),
		d.Overline(d.T("FOR ALL OF THEM"), l.Label(d.T("type a name to assign"), look.Small, look.Text3)),
		s.pick(d.T("Accountable"), s.owner),
		s.pick(d.T("Status"), s.status),
		s.reason,
		s.pick(d.T("Whose duty"), s.duty),
		l.Row(8, l.Button(d.T("RACI template"), look.Plain, s.template), l.Button(d.T("Nobody"), look.Plain, func() { s.own("", "") })),
		l.Hairline(),
	}
	parts = append(parts, s.question()...)
	parts = append(parts, s.ruleFields(assets)...)
	s.sheet = l.Column(10, parts...)
	return s.sheet
}

// owners is who is accountable at the client for all cells of a selection, or
// that they are several.
func (s *screen) owners(assets []*assess.Asset, controls []*assess.Control) (name string, several bool) {
	first := true
	for _, asset := range assets {
		for _, control := range controls {
			view, ok := s.desk.Session.Evaluation().Cell(asset.ID, control.ID)
			if !ok || !needs(&view, assess.CustomerSide) {
				continue
			}
			owner := s.desk.Person(view.Answer.Customer.Accountable)
			if !first && owner != name {
				return "", true
			}
			name, first = owner, false
		}
	}
	return name, false
}

// count counts the unowned cells of a selection.
func (s *screen) count(assets []*assess.Asset, controls []*assess.Control) int {
	unowned := 0
	for _, asset := range assets {
		for _, control := range controls {
			if view, ok := s.desk.Session.Evaluation().Cell(asset.ID, control.ID); ok && view.State == assess.StateUnowned {
				unowned++
			}
		}
	}
	return unowned
}

func (s *screen) boundaryChoice() *look.Picker {
	var options []look.Option
	for _, owner := range assess.Decisions {
		options = append(options, look.Option{Value: string(owner), Text: s.boundaryWord(owner)})
	}
	return s.desk.Look.Choice("", options, func(value string) {
		if value != "" {
			s.boundary(value)
		}
	})
}

// ruleFields offer to answer not these assets but all assets of their kind, so
// that new ones arrive owned.
func (s *screen) ruleFields(assets []*assess.Asset) []fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	scopes := s.scopes(assets)
	options := make([]look.Option, len(scopes))
	for i, scope := range scopes {
		options[i] = look.Option{Value: scope.String(), Text: s.scopeWords(scope)}
	}
	var chosen *assess.Scope
	note := l.Paragraph(d.T("A rule answers these controls for all assets of a kind, also for those that come later."), look.Small, look.Text3, desk.PanelWidth)
	owner := l.Picker("", d.T("Nobody yet: type a name"), d.Parties, func(value string) {
		if chosen != nil && value != "" {
			s.ruling = false
			s.rule(*chosen, value)
			s.focus()
		}
	})
	owner.Free, owner.People = s.asTeam, true
	s.scope = l.Choice("", options, func(value string) {
		for i := range scopes {
			if scopes[i].String() == value {
				chosen = &scopes[i]
				d.Focus(owner)
			}
		}
	})
	return []fyne.CanvasObject{d.Overline(d.T("MAKE THIS A RULE")), note, s.pick(d.T("For"), s.scope), s.pick(d.T("Accountable"), owner)}
}

// scopes are what the selected assets have in common.
func (s *screen) scopes(assets []*assess.Asset) []assess.Scope {
	scopes := []assess.Scope{{Kind: assess.ScopeAll}}
	if len(assets) == 0 {
		return scopes
	}
	catalogue := s.desk.Session.Catalogue()
	hosting, provider := assets[0].Hosting, catalogue.ProviderOf(assets[0])
	tags := map[string]int{}
	for _, asset := range assets {
		if asset.Hosting != hosting {
			hosting = ""
		}
		if catalogue.ProviderOf(asset) != provider {
			provider = ""
		}
		for _, tag := range asset.Tags {
			tags[tag]++
		}
	}
	if provider != "" {
		scopes = append(scopes, assess.Scope{Kind: assess.ScopeProvider, Value: provider})
	}
	if hosting != "" {
		scopes = append(scopes, assess.Scope{Kind: assess.ScopeHosting, Value: hosting})
	}
	for _, tag := range assets[0].Tags {
		if tags[tag] == len(assets) {
			scopes = append(scopes, assess.Scope{Kind: assess.ScopeTag, Value: tag})
		}
	}
	return scopes
}
