package look

import "image/color"

// Role is what a colour is for.
type Role int

// The roles. Contrasts of text on the grounds it may stand on are at least 4.5,
// of edges that mean something 3 (WCAG 2.1); a test holds them to it.
const (
	Canvas  Role = iota // behind everything
	Surface             // navigation, bars, panels, tables
	Raised              // buttons, search, boxes within a panel
	Text
	Text2
	Text3
	Accent   // focus, links, the line of demarcation
	OnAccent // text on the accent
	Selection
	Hover
	Hairline // decoration alone
	Edge     // of fields and boxes that can be used
	Alarm    // unowned, in text and bars
	OnAlarm
	OwnedBar
	roles
)

var (
	light = [roles]uint32{
		Canvas: 0xF5F6F8, Surface: 0xFFFFFF, Raised: 0xECEFF3, Text: 0x18202B, Text2: 0x434E5E, Text3: 0x5C6778,
		Accent: 0x1D5BB8, OnAccent: 0xFFFFFF, Selection: 0xDCE8FA, Hover: 0xF0F4FA, Hairline: 0xD6DBE2, Edge: 0x7F8A9A,
		Alarm: 0xA61B1B, OnAlarm: 0xFFFFFF, OwnedBar: 0x9DC0DF,
	}
	dark = [roles]uint32{
		Canvas: 0x11151B, Surface: 0x181D25, Raised: 0x222934, Text: 0xE8ECF2, Text2: 0xBAC4D1, Text3: 0x97A4B5,
		Accent: 0x86B7FF, OnAccent: 0x0B1A30, Selection: 0x22375A, Hover: 0x1E2632, Hairline: 0x323B48, Edge: 0x76839A,
		Alarm: 0xFF9A8B, OnAlarm: 0x330906, OwnedBar: 0x3A6488,
	}
)

func rgb(c uint32) color.NRGBA {
	return color.NRGBA{R: uint8(c >> 16), G: uint8(c >> 8), B: uint8(c), A: 0xFF}
}
