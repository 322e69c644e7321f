package marks

import "demarc/assess"

// Colour is 0xRRGGBB.
type Colour uint32

// RGB takes a colour apart.
func (c Colour) RGB() (r, g, b uint8) { return uint8(c >> 16), uint8(c >> 8), uint8(c) }

// Tint is how a tile is filled and what colour its mark has.
type Tint struct{ Fill, Mark Colour }

// The lightness of the fills falls (light) or rises (dark) towards what hurts,
// so that a copy in grey keeps the order of urgency; where two are close, the
// mark decides. Not applicable has no fill: its Fill is the ground.
var (
	light = [Tiles]Tint{
		Unowned:       {0xA61B1B, 0xFFFFFF},
		HalfOwned:     {0xA61B1B, 0xFFFFFF},
		Undecided:     {0xC9483F, 0xFFFFFF},
		Gap:           {0xE9954C, 0x331800},
		Planned:       {0xF1B97B, 0x432500},
		Partial:       {0xF5DD92, 0x4A3600},
		NotAssessed:   {0xC6CDD7, 0x2C3644},
		Implemented:   {0xE3EEF8, 0x1B4F7A},
		NotApplicable: {0xFFFFFF, 0x5C6778},
	}
	dark = [Tiles]Tint{
		Unowned:       {0xFF9A8B, 0x330906},
		HalfOwned:     {0xFF9A8B, 0x330906},
		Undecided:     {0xE0705F, 0x2A0703},
		Gap:           {0xA06218, 0xFFFFFF},
		Planned:       {0x83561E, 0xFFF0DA},
		Partial:       {0x5A4918, 0xFFE9AE},
		NotAssessed:   {0x3A4350, 0xD5DCE5},
		Implemented:   {0x213D55, 0xB5DAF7},
		NotApplicable: {0x181D25, 0x97A4B5},
	}
)

// Tint returns a tile's colours.
func (t Tile) Tint(onDark bool) Tint {
	if onDark {
		return dark[t]
	}
	return light[t]
}

var (
	lightSeverities = map[assess.Severity]Colour{
		assess.SeverityCritical: 0x8E1616, assess.SeverityHigh: 0xA84300, assess.SeverityMedium: 0x7A5700, assess.SeverityLow: 0x3E566F,
	}
	darkSeverities = map[assess.Severity]Colour{
		assess.SeverityCritical: 0xFF9A8B, assess.SeverityHigh: 0xFFB066, assess.SeverityMedium: 0xF0D071, assess.SeverityLow: 0xA9C4DF,
	}
)

// OfSeverity is the colour of a severity's mark and word.
func OfSeverity(s assess.Severity, onDark bool) Colour {
	if onDark {
		return darkSeverities[s]
	}
	return lightSeverities[s]
}
