/* What the panel's files share. */
#pragma once

#include "base/job.h"
#include "ui/copy-panel.h"

struct _VanityCopyPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *top;
  GtkWidget *strip;
  GtkWidget *faces;
  GtkWidget *message;
  GtkWidget *message_label;
  GtkWidget *pages;
  GtkWidget *scrolled;
  GtkWidget *empty_scrolled;
  GtkWidget *empty_icon;
  GtkWidget *empty_text;
  GtkWidget *name;
  GtkWidget *note;
  GtkWidget *note_label;
  GtkWidget *parts;
  GtkWidget *foundation;
  GtkWidget *skin;
  GtkWidget *rows[VANITY_N_CHANGES];          /* VanityStrengthRow, made when first shown */
  const VanitySource *from[VANITY_N_CHANGES]; /* whose pictures they show */
  GtkSizeGroup *labels;
  GtkWidget *trust;
  GtkWidget *off_note;
  GtkWidget *missing; /* label */

  VanityDocument *document;
  GPtrArray *sources; /* VanitySource, in the order they came */
  VanitySource *current;
  gboolean choice;    /* there is more than one */
  gboolean unable;    /* there is nothing to copy makeup with */
  gboolean following; /* controls are being set from the document */

  VanityDocument *arriving; /* a photo being read */
  VanityDocument *shown;    /* the current source's, where there are several faces to choose from */
  VanityJobSlot reading;
  VanitySource *replaced; /* by what is being read; or NULL */
  char *said;             /* the message, or NULL */
};

/* copy-panel.c */
void vanity_copy_panel_update (VanityCopyPanel *panel);
/* Where there are as many as can be worn, one that is not goes. */
void vanity_copy_panel_add_source (VanityCopyPanel *panel, VanitySource *source);
const VanityMix *vanity_copy_panel_get_mix (VanityCopyPanel *panel);

/* copy-panel-parts.c */
/* Brings the sliders up to date with what is worn, a mix. */
void vanity_copy_panel_update_parts (VanityCopyPanel *panel, const VanityWear *wear);

/* copy-panel-read.c */
/* Reads another face of a photo and wears it in place of `old` (NULL: everything). Takes nothing.
 */
void vanity_copy_panel_read (VanityCopyPanel *panel, VanityPhoto *photo, GPtrArray *faces, int face,
                             const char *name, VanitySource *old);
void vanity_copy_panel_say (VanityCopyPanel *panel, const char *text);
void vanity_copy_panel_dispose_reading (VanityCopyPanel *panel);
