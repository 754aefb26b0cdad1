/* The ten tones of the Monk Skin Tone Scale, the nearest to a skin and the second marked. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_TONE_STRIP (vanity_tone_strip_get_type ())
G_DECLARE_FINAL_TYPE (VanityToneStrip, vanity_tone_strip, VANITY, TONE_STRIP, GtkWidget)

/* Tones are called 1 … 10; 0 marks none. `probability`: ten values in [0, 1], or NULL. */
void vanity_tone_strip_set_tones (VanityToneStrip *strip, int first, int second,
                                  const float *probability);

G_END_DECLS
