/* The parts of the makeup: how strongly each is worn, and from whom it is. */
#include "ui/copy-panel-private.h"

#include "transfer/wear.h"
#include "ui/source-strip.h"
#include "ui/strength-row.h"

#include <glib/gi18n.h>

#define PICTURE_SIDE 24

/* In the order of VanityChangePart. */
static const struct
{
  const char *label; /* with a mnemonic */
  const char *name;
} parts[VANITY_N_CHANGES] = {
  { N_ ("_Lips"), N_ ("Strength of the lips") },
  { N_ ("_Eyes"), N_ ("Strength of the eyes") },
  { N_ ("_Cheeks"), N_ ("Strength of the cheeks") },
  { N_ ("_Brows"), N_ ("Strength of the brows") },
  { N_ ("_Foundation"), N_ ("Strength of the foundation") },
};

static int
find_row (VanityCopyPanel *self, gpointer row)
{
  int part = 0;

  while (part < VANITY_N_CHANGES - 1 && self->rows[part] != row)
    part++;

  return part;
}

static void
on_grabbed (GtkWidget *row, VanityCopyPanel *self)
{
  if (self->document != NULL)
    vanity_document_settle (self->document);
}

static void
on_moved (GtkWidget *row, double value, VanityCopyPanel *self)
{
  if (self->document != NULL)
    vanity_document_set_part (self->document, find_row (self, row), value);
}

/* The next of the sources that can give the part. */
static void
on_from_clicked (GtkWidget *button, VanityCopyPanel *self)
{
  int part = find_row (self, gtk_widget_get_ancestor (button, VANITY_TYPE_STRENGTH_ROW));
  const VanityMix *mix = vanity_copy_panel_get_mix (self);
  guint index = 0;

  if (mix == NULL)
    return;

  g_ptr_array_find (self->sources, mix->from[part], &index);
  for (guint i = 1; i < self->sources->len; i++)
    {
      VanitySource *source = g_ptr_array_index (self->sources, (index + i) % self->sources->len);

      if (source->reference->available[part])
        {
          g_autoptr (VanityMix) other = vanity_mix_with_part (mix, part, source);

          vanity_document_set_mix (self->document, other);
          return;
        }
    }
}

static void
add_rows (VanityCopyPanel *self)
{
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    {
      self->rows[i] = GTK_WIDGET (vanity_strength_row_new (_ (parts[i].label), _ (parts[i].name)));
      g_signal_connect (self->rows[i], "grabbed", G_CALLBACK (on_grabbed), self);
      g_signal_connect (self->rows[i], "moved", G_CALLBACK (on_moved), self);
      gtk_size_group_add_widget (
          self->labels, vanity_strength_row_get_label (VANITY_STRENGTH_ROW (self->rows[i])));
      gtk_box_append (GTK_BOX (i == VANITY_CHANGE_SKIN ? self->skin : self->parts), self->rows[i]);
    }
}

/* From whom the part is, where there is a choice. */
static GtkWidget *
make_from_button (VanityCopyPanel *self, const VanitySource *source, int part)
{
  GtkWidget *button = gtk_button_new ();
  g_autofree char *text = NULL;

  gtk_button_set_child (GTK_BUTTON (button), vanity_source_picture_new (source, PICTURE_SIDE));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "from");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  /* Translators: after the name of a photo; pressing takes this part from the next photo. */
  text = g_strdup_printf (_ ("From %s; press for the next photo"), source->name);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_from_clicked), self);

  return button;
}

static void
update_row (VanityCopyPanel *self, int part, const VanityWear *wear)
{
  VanityStrengthRow *row = VANITY_STRENGTH_ROW (self->rows[part]);
  const VanitySource *source = wear->mix->from[part];
  gboolean available = source->reference->available[part];

  vanity_strength_row_set_value (row, wear->parts[part], VANITY_WEAR_MAX_STRENGTH);
  vanity_strength_row_set_movable (row, available);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row),
                               available ? NULL : vanity_reference_part_get_text (part));
  gtk_widget_set_visible (GTK_WIDGET (row), part != VANITY_CHANGE_SKIN || wear->mix->foundation);
  if (self->from[part] != source || (self->sources->len > 1) != self->choice)
    {
      GtkWidget *suffix = self->sources->len > 1 ? make_from_button (self, source, part) : NULL;

      self->from[part] = source;
      vanity_strength_row_set_suffix (row, suffix);
    }
}

void
vanity_copy_panel_update_parts (VanityCopyPanel *self, const VanityWear *wear)
{
  if (self->rows[0] == NULL)
    add_rows (self);
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    update_row (self, i, wear);
  self->choice = self->sources->len > 1;
}
