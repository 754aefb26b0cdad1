/* How far learning is, for a person who looks on. */
#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

typedef struct
{
  FILE *out; /* NULL: silent */
  gboolean terminal;
  gboolean written; /* the line is there to be written over */
  gint64 shown;     /* when; 0: never */
} VanityProgressLine;

typedef struct
{
  int epoch, epochs; /* epoch counts from 1 */
  int step, steps;   /* of the epoch; steps that are done */
  const char *name;  /* of the number shown; NULL: none */
  double value;
  double rate;    /* samples/s */
  double seconds; /* left */
} VanityProgress;

/* `out` is not taken. */
void vanity_progress_line_init (VanityProgressLine *live, FILE *out);
/* On a terminal, the line is written over, some times a second. Elsewhere one is written when
 * `interval` says so, but none within seconds of the one before. */
void vanity_progress_line_show (VanityProgressLine *live, const VanityProgress *progress,
                                gboolean interval);
/* Takes the line away, for what comes next. */
void vanity_progress_line_clear (VanityProgressLine *live);

/* "epoch 2/10  step 130/1875  7 %  loss 0.1234  5312 samples/s  1:23 left"; free with g_free (). */
char *vanity_progress_to_string (const VanityProgress *progress);

G_END_DECLS
