// Package overview is the first screen: what is wrong, where, and what to do
// next. It shows what the evaluation says, and every figure leads to its cells.
package overview
