package app

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
)

// Themes a person can choose.
const (
	followSystem = "system"
	lightTheme   = "light"
	darkTheme    = "dark"
)

// settings are the state of the interface between two days, outside any
// engagement. They hold paths, ids and numbers, and never a client's data.
type settings struct{ kept *kept }

func (s settings) theme() string {
	if theme := s.kept.get("theme"); theme != "" {
		return theme
	}
	return followSystem
}

func (s settings) setTheme(theme string) { s.kept.set("theme", theme) }

func (s settings) number(name string, otherwise int) int {
	if n, err := strconv.Atoi(s.kept.get(name)); err == nil {
		return n
	}
	return otherwise
}

// Sizes of text, in percent.
var textSizes = []int{90, 100, 110, 125, 150}

func (s settings) textSize() int {
	size := s.number("text_size", 100)
	return min(max(size, textSizes[0]), textSizes[len(textSizes)-1])
}

func (s settings) setTextSize(percent int) { s.kept.set("text_size", strconv.Itoa(percent)) }

func (s settings) language() string { return s.kept.get("language") }

func (s settings) setLanguage(code string) { s.kept.set("language", code) }

func (s settings) windowSize() fyne.Size {
	return fyne.NewSize(
		float32(max(s.number("window_width", 1440), 800)),
		float32(max(s.number("window_height", 900), 500)))
}

func (s settings) setWindowSize(size fyne.Size) {
	s.kept.set("window_width", strconv.Itoa(int(size.Width)))
	s.kept.set("window_height", strconv.Itoa(int(size.Height)))
}

const mostRecent = 12

// recent lists the engagements that were opened, the latest first.
func (s settings) recent() []string {
	return strings.FieldsFunc(s.kept.get("recent"), func(r rune) bool { return r == '\n' })
}

func (s settings) setRecent(list []string) { s.kept.set("recent", strings.Join(list, "\n")) }

// folder is where a file was chosen last.
func (s settings) folder() string { return s.kept.get("folder") }

func (s settings) setFolder(folder string) { s.kept.set("folder", folder) }

func (s settings) opened(path string, at time.Time) {
	s.forget(path)
	list := append([]string{path}, s.recent()...)
	s.setRecent(list[:min(len(list), mostRecent)])
	s.kept.set("opened:"+path, strconv.FormatInt(at.Unix(), 10))
}

func (s settings) forget(path string) {
	s.setRecent(slices.DeleteFunc(s.recent(), func(p string) bool { return p == path }))
	s.kept.set("opened:"+path, "")
}

// openedAt is when an engagement was opened last; zero where that is not known.
func (s settings) openedAt(path string) time.Time {
	seconds, err := strconv.ParseInt(s.kept.get("opened:"+path), 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.Unix(seconds, 0)
}

// memory is what one engagement's screens remember.
type memory struct {
	kept       *kept
	engagement string
}

func (m memory) Get(key string) string { return m.kept.get(m.engagement + ":" + key) }

func (m memory) Set(key, value string) { m.kept.set(m.engagement+":"+key, value) }

// computer is what is remembered for every engagement.
type computer struct{ kept *kept }

func (c computer) Get(key string) string { return c.kept.get(key) }

func (c computer) Set(key, value string) { c.kept.set(key, value) }

// lockAfter is after how many minutes a sealed engagement that nobody touches is
// locked; 0 is never.
func (s settings) lockAfter() int {
	if minutes := s.number("lock_after", 15); slices.Contains(idleMinutes, minutes) {
		return minutes
	}
	return 15
}

func (s settings) setLockAfter(minutes int) { s.kept.set("lock_after", strconv.Itoa(minutes)) }

// unbacked is the file of which no backup could be made when the program ended;
// empty where there is none.
func (s settings) unbacked() string { return s.kept.get("unbacked") }

func (s settings) setUnbacked(path string) { s.kept.set("unbacked", path) }
