package inventory

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
	"demarc/engagement"
)

// comparison holds an asset against itself under another hosting model.
type comparison struct {
	screen *screen
	desk   *desk.Desk
	asset  string
	to     string // "" until one is picked
	box    *fyne.Container
	body   *fyne.Container
	picker *look.Picker
	table  *look.Table
	lines  []moveLine
	side   fyne.CanvasObject
}

// moveLine is a line of the table: a cell, or a heading.
type moveLine struct {
	heading string
	move    *move
}

func newComparison(s *screen, asset string) *comparison {
	c := &comparison{screen: s, desk: s.desk, asset: asset, box: container.NewStack(), body: container.NewStack()}
	d := s.desk
	c.picker = d.Look.Picker("", d.T("pick a hosting model"), c.models, func(value string) {
		c.to = value
		putQuietly(c.picker, d.Look.Cut(shorten(d.HostingName(value), 80), look.Body, d.Look.S(210)))
		c.refresh()
		c.enter()
	})
	escapes(c.picker, s.back)
	c.table = c.newTable()
	title := d.Heading(d.T("Compare hosting"), look.Grow(d.Look.Shrinking(desk.OneLine(c.stored().Name), look.Body, look.Text2)),
		d.Look.Button(d.T("Back to assets"), look.Plain, s.back))
	line := d.Look.Row(8,
		d.Look.Label(d.T("%s against", shorten(d.HostingName(c.stored().Hosting), 44)), look.Body, look.Text),
		d.Look.Sized(260, 0, c.picker),
		look.Grow(d.Look.Shrinking(d.T("Nothing is changed by looking."), look.Small, look.Text2)))
	c.box.Add(d.Screen(title, line, c.body))
	c.refresh()
	return c
}

// models are the hosting models other than the asset's own.
func (c *comparison) models() []look.Option {
	var options []look.Option
	for _, o := range c.desk.HostingModels() {
		if o.Value != c.stored().Hosting {
			options = append(options, o)
		}
	}
	return options
}

func (c *comparison) stored() *assess.Asset {
	if asset := c.desk.Session.State().Assets[c.asset]; asset != nil {
		return asset
	}
	return &assess.Asset{}
}

func (c *comparison) object() fyne.CanvasObject { return c.box }

func (c *comparison) home() bool {
	focused := c.desk.Window.Canvas().Focused()
	return focused == c.table.Focusable() || focused == fyne.Focusable(c.picker)
}

// enter begins with the question, and goes on to its answer.
func (c *comparison) enter() {
	c.desk.Window.Panel(c.side)
	if c.to == "" || len(c.lines) == 0 {
		c.desk.Focus(c.picker)
		return
	}
	c.desk.Focus(c.table.Focusable())
}

func (c *comparison) refresh() {
	c.body.RemoveAll()
	c.body.Add(c.answer())
	c.body.Refresh()
}

// answer is what the comparison says.
func (c *comparison) answer() fyne.CanvasObject {
	d := c.desk
	c.lines, c.side = nil, nil
	if c.to == "" {
		return d.Empty(d.T("Pick a hosting model to compare with."))
	}
	result, err := d.Session.WhatIf(c.asset, c.to)
	if err != nil {
		return d.Empty(d.Sentence(err))
	}
	moves := movesOf(d, result)
	c.lines = moveLines(d, moves)
	top := d.Look.Column(12, c.totals(result), d.Look.Row(12, c.changeButton(result),
		look.Grow(d.Look.Shrinking(landing(d, moves, len(d.Session.Catalogue().Controls)), look.Small, look.Text2))))
	if len(moves) == 0 {
		return look.Border(d.Look.Pad(top, 4, 0, 12, 0), nil, nil, nil, look.Space())
	}
	c.table.Select(1)
	c.table.Refresh()
	return look.Border(d.Look.Pad(top, 4, 0, 12, 0), nil, nil, nil, c.table)
}

// moveLines sets the cells under two headings.
func moveLines(d *desk.Desk, moves []move) []moveLine {
	var lines []moveLine
	for i := range moves {
		if i == 0 || moves[i].Lands != moves[i-1].Lands {
			heading := d.T("Changes otherwise")
			if moves[i].Lands {
				heading = d.T("Lands on the client")
			}
			lines = append(lines, moveLine{heading: heading})
		}
		lines = append(lines, moveLine{move: &moves[i]})
	}
	return lines
}

// landing says how many cells change, and how many of them become the client's.
func landing(d *desk.Desk, moves []move, controls int) string {
	lands := 0
	for _, m := range moves {
		if m.Lands {
			lands++
		}
	}
	if len(moves) == 0 {
		return d.T("None of %s would change.", d.N(controls, "%s cell", "%s cells"))
	}
	return d.T("%s would change; %s on the client.", d.N(len(moves), "%s cell", "%s cells"), d.N(lands, "%s new duty lands", "%s new duties land"))
}

// totals sets the two sums beneath each other, figure under figure.
func (c *comparison) totals(w *engagement.WhatIf) fyne.CanvasObject {
	d, l := c.desk, c.desk.Look
	names := l.Column(0, l.Sized(0, 24, l.Label("", look.Small, look.Text3)),
		l.Sized(0, 26, look.Middle(l.Shrinking(d.T("Now: %s", d.HostingName(w.From)), look.BodyMedium, look.Text))),
		l.Sized(0, 26, look.Middle(l.Shrinking(d.T("Then: %s", d.HostingName(w.To)), look.BodyMedium, look.Text))))
	line := l.Row(0, l.Sized(200, 0, names))
	for _, f := range figuresOf(d, w) {
		role, then := look.Text, l.Label(d.Number(f.Then), look.BodyMedium, look.Text)
		if f.Loud && f.Now > 0 {
			role = look.Alarm
		}
		if f.Loud && f.Then > 0 {
			then = l.Label(d.Number(f.Then), look.BodyStrong, look.Alarm)
		}
		head := l.Shrinking(f.Name, look.Small, look.Text3)
		head.Align = fyne.TextAlignTrailing
		line.Add(look.Grow(l.Column(0,
			l.Sized(0, 24, l.Pad(look.Middle(head), 0, 4, 0, 0)),
			l.Sized(0, 26, l.Row(0, look.Space(), cells(d, d.Number(f.Now), role, c.asset, f.Filter))),
			l.Sized(0, 26, l.Row(0, look.Space(), l.Pad(then, 0, 4, 0, 0))))))
	}
	return l.Box(look.Surface, look.Hairline, l.Pad(line, 4, 8, 6, 12))
}

// changeButton really changes the hosting: one commit.
func (c *comparison) changeButton(w *engagement.WhatIf) fyne.CanvasObject {
	d := c.desk
	return d.Look.Button(d.T("Change hosting to %s", shorten(d.HostingName(w.To), 44)), look.Primary, func() {
		to, name := w.To, shorten(desk.OneLine(w.Asset.Name), 60)
		done := d.Do(func() (string, error) {
			_, err := d.Session.EditAsset(c.asset, engagement.AssetFields{Hosting: &to})
			return d.T("%s is hosted on %s now", name, d.HostingName(to)), err
		})
		if done {
			c.screen.back()
		}
	})
}
