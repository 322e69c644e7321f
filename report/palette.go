package report

// rgb is a colour of the window's light theme; both share one palette.
type rgb struct{ r, g, b uint8 }

func hex(v uint32) rgb { return rgb{uint8(v >> 16), uint8(v >> 8), uint8(v)} }

var (
	white    = hex(0xFFFFFF)
	canvas   = hex(0xF5F6F8)
	raised   = hex(0xECEFF3)
	ink      = hex(0x18202B)
	ink2     = hex(0x434E5E)
	ink3     = hex(0x5C6778)
	accent   = hex(0x1D5BB8)
	hairline = hex(0xD6DBE2)
	edge     = hex(0x7F8A9A)
	alarm    = hex(0xA61B1B)
	ownedBar = hex(0x9DC0DF)
)

// tint is how a state's tile is filled and what colour its mark has.
type tint struct{ fill, mark rgb }

// tints hold the fills of the states. Their lightness falls towards what
// hurts, so that a copy in grey keeps the order of urgency; where two are
// close, the mark decides.
var tints = map[tileKind]tint{
	tileUnowned:       {alarm, white},
	tileHalfOwned:     {alarm, white},
	tileUndecided:     {hex(0xC9483F), white},
	tileGap:           {hex(0xE9954C), hex(0x331800)},
	tilePlanned:       {hex(0xF1B97B), hex(0x432500)},
	tilePartial:       {hex(0xF5DD92), hex(0x4A3600)},
	tileNotAssessed:   {hex(0xC6CDD7), hex(0x2C3644)},
	tileImplemented:   {hex(0xE3EEF8), hex(0x1B4F7A)},
	tileNotApplicable: {white, ink3},
}
