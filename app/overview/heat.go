package overview

import (
	"slices"

	"demarc/app/desk"
	"demarc/assess"
	"demarc/marks"
)

// heat is the map of where it hurts: a row for every hosting model in use, a
// column for every group of controls.
type heat struct {
	corner string // heads the names
	heads  []string
	rows   []heatRow
}

type heatRow struct {
	name  string
	count string // of assets
	tiles []heatTile
}

// heatTile is the worst state in one place and how many of the cells are in
// it: never an average.
type heatTile struct {
	worst marks.Tile // marks.Tiles where there is no cell
	count string
	all   string // how many cells there are
	words string // what the tile says, for who points at it
	to    desk.Place
}

// heatCount counts the cells of one hosting model.
type heatCount struct {
	assets int
	cells  [assess.Groups][marks.Tiles]int
}

func newHeat(d *desk.Desk, e *assess.Evaluation) heat {
	counts := map[string]*heatCount{}
	for _, asset := range e.Assets() {
		id := hosting(asset)
		if counts[id] == nil {
			counts[id] = &heatCount{}
		}
		counts[id].assets++
		e.EachState(asset.ID, func(cell *assess.CellView) {
			counts[id].cells[assess.GroupOf(cell.Control.Category)][marks.Of(cell)]++
		})
	}
	h := heat{corner: d.T("Hosting model, assets"), heads: groupNames(d)}
	categories := groupCategories(e.Catalogue())
	for _, id := range hostingOrder(e.Catalogue(), counts) {
		h.rows = append(h.rows, newHeatRow(d, id, counts[id], h.heads, categories))
	}
	return h
}

func newHeatRow(d *desk.Desk, id string, count *heatCount, heads []string, categories [assess.Groups][]string) heatRow {
	row := heatRow{name: d.HostingName(id), count: d.Number(count.assets)}
	if id == assess.HostingUnknown {
		row.name = d.T("Hosting not known")
	}
	for group, cells := range count.cells {
		tile := heatTile{worst: marks.Tiles, to: desk.Place{Screen: desk.Responsibilities, Hosting: id, Category: categories[group]}}
		all := 0
		for state, n := range cells {
			all += n
			if n > 0 && tile.worst == marks.Tiles {
				tile.worst, tile.count = marks.Tile(state), d.Number(n)
			}
		}
		tile.all = d.Number(all)
		if tile.worst != marks.Tiles {
			tile.words = d.T("%s, %s: %s of %s %s", row.name, heads[group], tile.count, d.N(all, "%s cell", "%s cells"), d.T(tile.worst.Words()))
		}
		row.tiles = append(row.tiles, tile)
	}
	return row
}

func hosting(asset *assess.Asset) string {
	if asset.Hosting == "" {
		return assess.HostingUnknown
	}
	return asset.Hosting
}

// hostingOrder lists the hosting models in use in the catalogue's order; then
// those that it no longer has, and last the assets of which nobody knows.
func hostingOrder(c *assess.Catalogue, counts map[string]*heatCount) []string {
	var known, other []string
	for _, model := range c.Models {
		if counts[model.ID] != nil {
			known = append(known, model.ID)
		}
	}
	for id := range counts {
		if c.Model(id) == nil && id != assess.HostingUnknown {
			other = append(other, id)
		}
	}
	slices.Sort(other)
	order := append(known, other...)
	if counts[assess.HostingUnknown] != nil && !slices.Contains(known, assess.HostingUnknown) {
		order = append(order, assess.HostingUnknown)
	}
	return order
}

func groupNames(d *desk.Desk) []string {
	return []string{d.T("Identity & access"), d.T("Data"), d.T("Input / output"), d.T("Monitoring"), d.T("Supply chain"), d.T("Governance")}
}

func groupCategories(c *assess.Catalogue) (groups [assess.Groups][]string) {
	for _, category := range c.Categories() {
		group := assess.GroupOf(category)
		groups[group] = append(groups[group], category)
	}
	return groups
}

// shows reports whether a state is the worst anywhere on the map.
func (h *heat) shows(tile marks.Tile) bool {
	for _, row := range h.rows {
		for _, t := range row.tiles {
			if t.worst == tile {
				return true
			}
		}
	}
	return false
}
