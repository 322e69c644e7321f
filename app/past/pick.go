package past

import (
	"slices"
	"strings"

	"demarc/app/desk"
	"demarc/app/look"
)

// Authors are offered by name; presenting, two people may be called alike, so
// the value is the name as it is stored.
func (c *chronicle) authors() []look.Option {
	var options []look.Option
	seen := map[string]bool{}
	for i := range c.entries {
		name := c.entries[i].Header.Author
		if seen[name] {
			continue
		}
		seen[name] = true
		options = append(options, look.Option{Value: name, Text: c.author(name), Note: c.told[i].role})
	}
	slices.SortFunc(options, func(a, b look.Option) int { return strings.Compare(a.Text, b.Text) })
	return options
}

func (c *chronicle) assets() []look.Option {
	var options []look.Option
	for _, asset := range c.desk.Session.State().SortedAssets() {
		options = append(options, look.Option{Value: asset.ID, Text: desk.OneLine(shorten(asset.Name, mostName)), Note: c.desk.HostingName(asset.Hosting)})
	}
	return options
}

func (c *chronicle) controls() []look.Option {
	var options []look.Option
	for i := range c.desk.Session.Catalogue().Controls {
		control := &c.desk.Session.Catalogue().Controls[i]
		options = append(options, look.Option{Value: control.ID, Text: c.desk.ControlShort(control), Note: control.ID})
	}
	return options
}

// firstOf is the oldest commit of an author: it stands for the name where only
// ids may be kept.
func (c *chronicle) firstOf(author string) string {
	for i := len(c.entries) - 1; i >= 0; i-- {
		if author != "" && c.entries[i].Header.Author == author {
			return c.entries[i].ID.String()
		}
	}
	return ""
}

// authorOf is who made a commit.
func (c *chronicle) authorOf(commit string) string {
	if id, ok := c.entry(commit); ok {
		return c.entries[c.place[id]].Header.Author
	}
	return ""
}

func textOf(options []look.Option, value string) string {
	if at := slices.IndexFunc(options, func(o look.Option) bool { return o.Value == value }); at >= 0 {
		return options[at].Text
	}
	return ""
}
