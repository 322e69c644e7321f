package inventory

import (
	"cmp"
	"slices"
	"strings"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
)

// offered are values that assets have, each with the number of assets, to filter
// by.
func offered(d *desk.Desk, rows []row, values func(*assess.Asset) []string, name func(string) string) []look.Option {
	counts := map[string]int{}
	for i := range rows {
		for _, value := range values(rows[i].asset) {
			counts[value]++
		}
	}
	options := make([]look.Option, 0, len(counts)+1)
	for value, n := range counts {
		options = append(options, look.Option{Value: value, Text: name(value), Note: d.Number(n)})
	}
	slices.SortFunc(options, func(a, b look.Option) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Text), strings.ToLower(b.Text)), strings.Compare(a.Value, b.Value))
	})
	return slices.Insert(options, 0, look.Option{Text: d.T("All")})
}

func offeredHosting(d *desk.Desk, rows []row) []look.Option {
	return offered(d, rows, func(a *assess.Asset) []string { return []string{hostingOf(a)} }, d.HostingName)
}

func offeredApproval(d *desk.Desk, rows []row) []look.Option {
	return offered(d, rows, func(a *assess.Asset) []string { return []string{approvalOf(a)} }, func(word string) string { return d.Plain(word) })
}

func offeredData(d *desk.Desk, rows []row) []look.Option {
	return offered(d, rows, dataOf, func(word string) string { return d.Plain(word) })
}

// tagsInUse are the tags that assets have.
func tagsInUse(d *desk.Desk) []look.Option {
	counts := map[string]int{}
	for _, asset := range d.Session.State().Assets {
		for _, tag := range asset.Tags {
			counts[tag]++
		}
	}
	options := make([]look.Option, 0, len(counts))
	for tag, n := range counts {
		options = append(options, look.Option{Value: tag, Text: desk.OneLine(tag), Note: d.N(n, "%s asset", "%s assets")})
	}
	slices.SortFunc(options, func(a, b look.Option) int { return strings.Compare(strings.ToLower(a.Text), strings.ToLower(b.Text)) })
	return options
}
