package matrix

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"demarc/app/look"
	"demarc/assets"
	"demarc/marks"
)

var (
	sampleAssets = strings.Split("Claims triage assistant,Broker FAQ chatbot,Policy wording search,Fraud narrative model,Motor pricing model,Lapse prediction,Document OCR intake,Call sentiment,Complaint summariser,Underwriter copilot,Contract review,HR policy assistant,Catastrophe notes,Translation desk,Telematics scoring,Image damage estimate,Geospatial embeddings,Marketing copy tool,Code review bot,Actuarial notebook agent,Internal Llama gateway,Voice biometrics,Medical report reader,ChatGPT Enterprise,Meeting notes (Otter),Copilot for M365", ",")

	sampleControls = strings.Split("Model provenance,Prompt injection,Output filtering,System prompt,Fine-tuning data,API access,Rate & cost limits,Interaction logs,RAG pipeline,Agent & tool rights,Network isolation,Encryption & keys,Residency & opt-out,Log retention,Red teaming,Incident response,Output monitoring,Shadow AI discovery,Runtime patching,Provider changes,Legal & contract,Attack detection,Training lawfulness,Bias & fairness,Model versions,Prompt minimisation", ",")
)

// sample is a model of any size that looks like an engagement.
type sample struct {
	rows, columns int
	name          func(r int) string
	letters       bool // owners instead of marks
}

func sampleOf(rows, columns int) *sample { return &sample{rows: rows, columns: columns} }

func (s *sample) Rows() int    { return s.rows }
func (s *sample) Columns() int { return s.columns }

func (s *sample) Column(c int) string { return sampleControls[c%len(sampleControls)] }

func (s *sample) Row(r int) Row {
	row := Row{Name: sampleAssets[r%len(sampleAssets)]}
	if s.name != nil {
		row.Name = s.name(r)
	}
	for c := range s.columns {
		if s.Cell(r, c).Tile <= marks.Undecided {
			row.Unowned++
		}
	}
	return row
}

func (s *sample) Cell(r, c int) Cell {
	chance := rand.New(rand.NewPCG(uint64(r), uint64(c)))
	often := []marks.Tile{
		marks.Implemented, marks.Implemented, marks.Implemented, marks.Implemented, marks.Implemented, marks.Implemented,
		marks.Unowned, marks.Partial, marks.Partial, marks.NotAssessed, marks.Gap, marks.Planned, marks.HalfOwned, marks.Undecided,
	}
	cell := Cell{Tile: often[chance.IntN(len(often))], Weak: chance.IntN(20) == 0}
	if chance.IntN(60) == 0 {
		cell.Tile = marks.NotApplicable
	}
	if s.letters && cell.Tile != marks.Unowned {
		cell.Text = []string{"MO", "JW", "SE", "AIP"}[chance.IntN(4)]
	}
	return cell
}

// appearance is a Look with the program's own typeface.
func appearance(tb testing.TB, dark bool, scale float32) *look.Look {
	tb.Helper()
	file := func(name string) []byte {
		content, err := fs.ReadFile(assets.Fonts(), name)
		if err != nil {
			tb.Fatal(err)
		}
		return content
	}
	return look.New(look.Fonts{
		Regular: file("Inter-Regular.ttf"), Medium: file("Inter-Medium.ttf"), SemiBold: file("Inter-SemiBold.ttf"),
	}, dark, scale)
}

// shown puts a matrix of a model into a window, with the program's colours.
func shown(tb testing.TB, l *look.Look, model Model, pixels float32, size fyne.Size) (*Matrix, fyne.Window) {
	tb.Helper()
	app := test.NewTempApp(tb)
	app.Settings().SetTheme(l.Theme())
	m := New(l, model)
	m.AssetHead, m.UnownedHead = "Asset", "unowned"
	m.modifiers = func() fyne.KeyModifier { return 0 }
	w := test.NewTempWindow(tb, container.NewStack(canvas.NewRectangle(l.Colour(look.Surface)), m))
	w.SetPadded(false)
	w.Canvas().(test.WindowlessCanvas).SetScale(pixels)
	w.Resize(size)
	return m, w
}

// small is a matrix of 100 × 26 that shows 20 rows and 10 columns in full.
func small(tb testing.TB) *Matrix {
	tb.Helper()
	m, _ := shown(tb, appearance(tb, false, 1), sampleOf(100, 26), 1,
		fyne.NewSize(namesWidth+10*tileWidth+laneWidth, headHeight+20*tileHeight+laneWidth))
	return m
}

func (r Range) String() string {
	return fmt.Sprintf("%d,%d to %d,%d", r.Row, r.Column, r.ToRow, r.ToColumn)
}
