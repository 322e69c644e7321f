package look

// Weight is how bold text is.
type Weight int

// The weights of Inter: 400, 500 and 600.
const (
	Regular Weight = iota
	Medium
	SemiBold
	weights
)

// Style is how a text is set; Size is at a scale of 1.
type Style struct {
	Size   float32
	Weight Weight
	Mono   bool // for the digits of hashes
}

// The styles.
var (
	ScreenTitle = Style{Size: 20, Weight: SemiBold}
	PanelTitle  = Style{Size: 17, Weight: SemiBold}
	Body        = Style{Size: 13}
	BodyMedium  = Style{Size: 13, Weight: Medium}
	BodyStrong  = Style{Size: 13, Weight: SemiBold}
	Small       = Style{Size: 12}
	SmallMedium = Style{Size: 12, Weight: Medium}
	SmallStrong = Style{Size: 12, Weight: SemiBold}
	Caption     = Style{Size: 11}
	Overline    = Style{Size: 11, Weight: SemiBold}
	Hash        = Style{Size: 11, Mono: true}
	Figure      = Style{Size: 28, Weight: SemiBold}
)
