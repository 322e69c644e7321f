package report

// face is one of the typeface's three weights.
type face uint8

const (
	regular face = iota
	medium
	semibold
	faceCount
)

// noFace stands where none was chosen yet.
const noFace face = 0xFF

// style is a line of the type scale: weight, size and leading in points.
type style struct {
	face    face
	size    float64
	leading float64
	colour  rgb
}

func (s style) in(colour rgb) style { s.colour = colour; return s }

func (s style) with(weight face) style { s.face = weight; return s }

var (
	styleTitle    = style{semibold, 20, 25, ink}
	styleLede     = style{regular, 10.5, 15.5, ink2}
	styleHeading  = style{semibold, 11.5, 16, ink}
	styleBody     = style{regular, 9.25, 13.5, ink}
	styleSmall    = style{regular, 8, 11, ink2}
	styleCell     = style{regular, 7.75, 10.5, ink}
	styleDense    = style{regular, 7, 9, ink}
	styleTiny     = style{regular, 6.25, 8, ink2}
	styleLabel    = style{medium, 7.25, 10, ink3}
	styleOverline = style{semibold, 6.75, 9, ink3}
	styleFigure   = style{semibold, 17, 20, ink}
	styleFolio    = style{regular, 7.25, 9, ink3}
)
