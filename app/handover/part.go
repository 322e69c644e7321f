package handover

import (
	"slices"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/engagement"
)

// A part of a report is remembered by ids.
const (
	partKey      = "report.part"
	partAssetKey = "report.part.asset"
	partOwnerKey = "report.part.owner"
)

// The parts of a report that can stand for themselves; empty is the whole.
const (
	wholeReport = ""
	oneAsset    = "asset"
	oneOwner    = "owner"
	planAlone   = "plan"
)

// part is the part that is asked for, with the id of what it is about.
func (v *optionsView) part() (part, about string) {
	memory := v.screen.d.Memory
	switch part = memory.Get(partKey); part {
	case oneAsset:
		return part, memory.Get(partAssetKey)
	case oneOwner:
		return part, memory.Get(partOwnerKey)
	case planAlone:
		return part, ""
	}
	return wholeReport, ""
}

// takePart asks for one part alone.
func (v *optionsView) takePart(o *engagement.ReportOptions) {
	switch part, about := v.part(); part {
	case oneAsset:
		o.Asset = about
	case oneOwner:
		o.Owner = about
	case planAlone:
		o.Plan = true
	}
}

// partWords say which part is made; empty for the whole.
func (v *optionsView) partWords() string {
	d := v.screen.d
	switch part, about := v.part(); part {
	case oneAsset:
		if asset := d.Session.State().Assets[about]; asset != nil {
			return d.T("one asset: %s", desk.OneLine(asset.Name))
		}
		return d.T("one asset")
	case oneOwner:
		return d.T("what %s owns", d.Person(about))
	case planAlone:
		return d.T("the plan of action")
	}
	return ""
}

// partName is what a part adds to the name of a file.
func (v *optionsView) partName() string {
	d := v.screen.d
	switch part, about := v.part(); part {
	case oneAsset:
		if asset := d.Session.State().Assets[about]; asset != nil {
			return desk.FileWords(asset.Name)
		}
	case oneOwner:
		return desk.FileWords(d.Person(about))
	case planAlone:
		return desk.FileWords(d.T("the plan of action"))
	}
	return ""
}

func (v *optionsView) assets() []look.Option {
	var options []look.Option
	for _, asset := range v.screen.d.Session.Evaluation().Assets() {
		options = append(options, look.Option{Value: asset.ID, Text: desk.OneLine(asset.Name), Note: v.screen.d.HostingName(asset.Hosting)})
	}
	return options
}

// choosePart takes a part; one about something is about the first until another
// is picked, so that no more is handed over than was asked for.
func (v *optionsView) choosePart(part string) {
	memory := v.screen.d.Memory
	first := func(key string, options []look.Option) {
		known := slices.ContainsFunc(options, func(o look.Option) bool { return o.Value == memory.Get(key) })
		if !known && len(options) > 0 {
			memory.Set(key, options[0].Value)
		}
	}
	switch part {
	case oneAsset:
		first(partAssetKey, v.assets())
	case oneOwner:
		first(partOwnerKey, v.screen.d.Parties())
	}
	memory.Set(partKey, part)
	v.screen.changedKind()
}

// partForm asks for the part: the whole, or what it is about.
func (s *Screen) partForm() fyne.CanvasObject {
	d, l, v := s.d, s.d.Look, s.options
	chosen, about := v.part()
	chips := []fyne.CanvasObject{}
	chip := func(part, name string) {
		chips = append(chips, l.Chip(name, part == chosen, func() {
			v.choosePart(part)
			s.followUp()
		}))
	}
	assets, parties := v.assets(), d.Parties()
	chip(wholeReport, d.T("The whole"))
	if len(assets) > 0 || chosen == oneAsset {
		chip(oneAsset, d.T("One asset"))
	}
	if len(parties) > 0 || chosen == oneOwner {
		chip(oneOwner, d.T("One owner"))
	}
	chip(planAlone, d.T("Plan of action"))
	column := l.Column(8, s.lines(desk.PanelWidth, chips...))
	pick := func(name, key, text string, options []look.Option) {
		picker := l.Picker(text, "", func() []look.Option { return options }, func(id string) {
			if id != "" {
				d.Memory.Set(key, id)
			}
			s.changedKind()
		})
		picker.People = key == partOwnerKey
		column.Add(page.Pick(d, name, picker, s.grown))
	}
	switch chosen {
	case oneAsset:
		name := ""
		if asset := d.Session.State().Assets[about]; asset != nil {
			name = desk.OneLine(asset.Name)
		}
		pick(d.T("Asset"), partAssetKey, name, assets)
	case oneOwner:
		pick(d.T("Owner"), partOwnerKey, d.Person(about), parties)
	}
	if chosen != wholeReport {
		column.Add(l.Paragraph(d.T("A part is for somebody who is not to see the rest: no data is attached to it."), look.Small, look.Text2, desk.PanelWidth))
	}
	return column
}
