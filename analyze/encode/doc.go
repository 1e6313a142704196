// Package encode runs the trained network's encoder over a report: the part that
// all heads share.
//
//   - A form is a word as it is written. Its features (hashed affixes, shape,
//     letter n-grams, a place in the vocabulary and among the word vectors)
//     depend on nothing else, so the input layer is computed once a form.
//   - A block is a convolution over three tokens, d apart, with a residual and a
//     layer norm (package nn). Two shared blocks see two tokens each way; then the
//     syntax branch and the roles branch go on by themselves.
//   - The encoding of a token is its hidden vector at the end of a branch, as
//     int8 with one scale for the whole branch. Heads (tags, arcs, names, roles)
//     read it in the stages of those names.
//
// The network is described in train/network.py and trained by train/train.py.
package encode
