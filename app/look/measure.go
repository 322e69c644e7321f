package look

import (
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Measure is the size of a text set in a style.
func (l *Look) Measure(text string, style Style) fyne.Size {
	set := setting{text, style}
	if size, known := l.measured.get(set); known {
		return size
	}
	size, _ := fyne.CurrentApp().Driver().RenderedTextSize(text, l.S(style.Size), fyne.TextStyle{Monospace: style.Mono}, l.source(style))
	l.measured.put(set, size)
	return size
}

// source is the face of a style, always by itself: the toolkit's own search for
// a face reads its fallbacks anew, the emoji with them.
func (l *Look) source(style Style) fyne.Resource {
	if style.Mono {
		return theme.DefaultTextMonospaceFont()
	}
	return l.faces[style.Weight]
}

// measures remembers how large texts are. The toolkit does, too, but forgets
// all of it whenever a row of a table is made, and setting text is what takes
// most of the time of drawing a screen.
type measures struct {
	mu    sync.Mutex
	sizes map[setting]fyne.Size
}

type setting struct {
	text  string
	style Style
}

// mostMeasures is how many sizes are remembered before all are forgotten.
const mostMeasures = 8192

func (m *measures) get(s setting) (fyne.Size, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	size, known := m.sizes[s]
	return size, known
}

func (m *measures) put(s setting, size fyne.Size) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.sizes == nil || len(m.sizes) >= mostMeasures {
		m.sizes = map[setting]fyne.Size{}
	}
	m.sizes[s] = size
}
