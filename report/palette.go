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
