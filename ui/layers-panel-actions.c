/* What can be done with layers, by menus and keys. */
#include "ui/layers-panel-private.h"

#include "app/user-looks.h"
#include "makeup/look-json.h"
#include "ui/layer-editor.h"
#include "ui/layer-row.h"
#include "ui/toast.h"

#include <glib/gi18n.h>

/* Looks that a layer is copied to by a menu. */
#define LOOKS_MAX 20

static void
on_add (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityLayersPanel *self = user_data;
  const VanityLayerKind *kind = vanity_layer_kind_find (g_variant_get_string (parameter, NULL));
  int index = kind != NULL ? vanity_layers_add (self->document, kind) : -1;

  if (index >= 0)
    vanity_layers_panel_edit (self, index);
}

/* The row that takes the place of the one that went has the focus next. */
static void
on_remove (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityLayersPanel *self = user_data;
  int index = g_variant_get_int32 (parameter);
  g_autofree char *title = vanity_layers_panel_dup_title (self, index);
  g_autofree char *text = g_strdup_printf (_ ("Removed %s"), title);
  VanityLook *look = vanity_layers_get_look (self->document);

  if (vanity_layers_get (self->document, index) == NULL)
    return;
  vanity_layers_remove (self->document, index);
  look = vanity_layers_get_look (self->document);
  if (look != NULL && look->layers->len > 0)
    vanity_layers_panel_focus (self, MIN (index, (int)look->layers->len - 1));
  vanity_toast (GTK_WIDGET (self), text);
}

static void
on_mute (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityLayersPanel *self = user_data;
  int index = g_variant_get_int32 (parameter);
  const VanityLayer *layer = vanity_layers_get (self->document, index);

  if (layer != NULL)
    vanity_layers_set_muted (self->document, index, !layer->muted);
}

static void
on_solo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityLayersPanel *self = user_data;
  int index = g_variant_get_int32 (parameter);
  gboolean solo = vanity_document_get_solo (self->document) == index;

  vanity_document_set_solo (self->document, solo ? -1 : index);
}

static void
on_show_all (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  vanity_document_set_solo (((VanityLayersPanel *)user_data)->document, -1);
}

static void
move (VanityLayersPanel *self, GVariant *parameter, int by)
{
  int index = g_variant_get_int32 (parameter);

  vanity_layers_panel_focus (self, vanity_layers_move (self->document, index, by));
}

static void
on_raise (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move (user_data, parameter, 1);
}

static void
on_lower (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move (user_data, parameter, -1);
}

static void
on_reset (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityLayersPanel *self = user_data;

  vanity_layers_reset (self->document, g_variant_get_int32 (parameter),
                       vanity_layers_panel_get_origin (self));
}

/* ---- Copying ---- */

static void
on_copy (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityLayersPanel *self = user_data;
  int index = g_variant_get_int32 (parameter);
  const VanityLayer *layer = vanity_layers_get (self->document, index);
  g_autofree char *text = layer != NULL ? vanity_layer_to_text (layer) : NULL;
  g_autofree char *title = vanity_layers_panel_dup_title (self, index);
  g_autofree char *said = g_strdup_printf (_ ("Copied %s"), title);

  if (layer == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  vanity_toast (GTK_WIDGET (self), said);
}

static void
on_text_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VanityLayersPanel) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (VanityLayer) layer = text != NULL ? vanity_layer_from_text (text, NULL) : NULL;

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (layer == NULL)
    vanity_toast (GTK_WIDGET (self), _ ("There is no layer of makeup in the clipboard"));
  else if (vanity_layers_paste (self->document, layer) < 0)
    vanity_toast (GTK_WIDGET (self), _ ("This look has as many layers as a look can have"));
}

static void
on_paste (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityLayersPanel *self = user_data;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, on_text_read,
                                 g_object_ref (self));
}

/* Into a look of the person's own, which is written at once; the one that is worn is left alone. */
static void
on_copy_to (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityLayersPanel *self = user_data;
  g_autoptr (VanityLook) changed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const VanityLayer *layer;
  VanityLook *look = NULL;
  const char *id;
  int index;

  g_variant_get (parameter, "(i&s)", &index, &id);
  layer = vanity_layers_get (self->document, index);
  for (guint i = 0; self->looks != NULL && i < self->looks->len; i++)
    {
      VanityLook *one = g_ptr_array_index (self->looks, i);

      if (one != NULL && g_strcmp0 (one->id, id) == 0 && vanity_user_looks_has (one))
        look = one;
    }
  if (layer == NULL || look == NULL)
    return;

  if (look->layers->len >= VANITY_LOOK_MAX_LAYERS)
    {
      vanity_toast (GTK_WIDGET (self), _ ("This look has as many layers as a look can have"));
      return;
    }
  changed = vanity_look_copy (look);
  g_ptr_array_add (changed->layers, vanity_layer_copy (layer));
  if (vanity_user_looks_restore (changed, &error))
    {
      g_autofree char *title = vanity_layers_panel_dup_title (self, index);

      text = g_strdup_printf (_ ("Copied %s to “%s”"), title, vanity_look_get_label (look));
      g_signal_emit_by_name (self, "looks-changed");
    }
  else
    text = g_strdup (error->message);
  vanity_toast (GTK_WIDGET (self), text);
}

static void
on_restore (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityLayersPanel *self = user_data;
  VanityLook *origin = vanity_layers_panel_get_origin (self);

  if (origin != NULL)
    vanity_document_set_look (self->document, origin);
}

/* ---- Layers of what was copied ---- */

typedef struct
{
  VanityChanges *changes;
  int face;
  VanityWear wear;
} Copied;

static void
copied_free (gpointer data)
{
  Copied *copied = data;

  vanity_changes_unref (copied->changes);
  vanity_wear_clear (&copied->wear);
  g_free (copied);
}

static gpointer
run_recipe (VanityJob *job, gpointer data, GError **error)
{
  const Copied *copied = data;
  g_autoptr (VanityRecipe) recipe = vanity_changes_new_recipe (
      copied->changes, copied->face, &copied->wear, vanity_job_get_cancellable (job), error);

  return recipe != NULL ? vanity_look_ref (recipe->look) : NULL;
}

static void
on_recipe (gpointer result, const GError *error, gpointer user_data)
{
  VanityLayersPanel *self = user_data;
  g_autoptr (VanityLook) found = result;
  g_autoptr (VanityLook) look = NULL;
  VanityOutfit *outfit = vanity_document_get_outfit (self->document);

  if (found == NULL)
    {
      gboolean stopped = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

      gtk_label_set_label (GTK_LABEL (self->message_error), stopped ? "" : error->message);
      gtk_widget_set_visible (self->message_error, !stopped);
      vanity_layers_panel_update (self);
      return;
    }

  /* Another face is selected by now, or the makeup is another. */
  if (outfit == NULL || outfit->selected != self->recipe_face
      || vanity_outfit_get_wear (outfit).mix != self->recipe_mix)
    {
      vanity_layers_panel_update (self);
      return;
    }
  look = vanity_look_copy (found);
  g_free (look->name);
  look->name = g_strdup (_ ("Copied Makeup"));
  vanity_document_edit_look (self->document, look, C_ ("step", "Copied makeup as layers"), NULL);
  vanity_layers_panel_update (self);
}

static void
on_edit_copied (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityLayersPanel *self = user_data;
  VanityOutfit *outfit = vanity_document_get_outfit (self->document);
  Copied *copied;

  if (outfit == NULL || vanity_outfit_get_wear (outfit).mix == NULL)
    return;

  copied = g_new0 (Copied, 1);
  copied->changes = vanity_changes_ref (vanity_document_get_changes (self->document));
  copied->face = outfit->selected;
  vanity_wear_copy (&copied->wear, &outfit->wears[outfit->selected]);
  /* The look goes on being worn as strongly, up to full strength; what is more is in its layers. */
  copied->wear.strength = MAX (copied->wear.strength, 1);
  self->recipe_face = copied->face;
  self->recipe_mix = outfit->wears[outfit->selected].mix;
  vanity_job_slot_start (&self->recipe, run_recipe, copied, copied_free,
                         (GDestroyNotify)vanity_look_unref, NULL, on_recipe, self);
  vanity_layers_panel_update (self);
}

static void
on_stop (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityLayersPanel *self = user_data;

  if (self->recipe.job != NULL)
    vanity_job_cancel (self->recipe.job);
}

/* ---- Menus ---- */

static void
append (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static void
append_section (GMenu *menu, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* The person's own looks but the one that is worn. */
static GMenu *
list_looks (VanityLayersPanel *self, int index)
{
  const VanityLook *worn = vanity_layers_get_look (self->document);
  GMenu *menu = g_menu_new ();

  for (guint i = 0, n = 0; self->looks != NULL && i < self->looks->len && n < LOOKS_MAX; i++)
    {
      const VanityLook *look = g_ptr_array_index (self->looks, i);

      if (look == NULL || !vanity_user_looks_has (look) || g_strcmp0 (look->id, worn->id) == 0)
        continue;
      append (menu, vanity_look_get_label (look), "layers.copy-to",
              g_variant_new ("(is)", index, look->id));
      n++;
    }

  return menu;
}

void
vanity_layers_panel_make_menu (GtkMenuButton *button, gpointer row)
{
  VanityLayersPanel *self = VANITY_LAYERS_PANEL (
      gtk_widget_get_ancestor (GTK_WIDGET (button), VANITY_TYPE_LAYERS_PANEL));
  int index = vanity_layer_row_get_index (row);
  const VanityLook *look = vanity_layers_get_look (self->document);
  GVariant *target = g_variant_ref_sink (g_variant_new_int32 (index));
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) order = g_menu_new ();
  g_autoptr (GMenu) copies = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  g_autoptr (GMenu) looks = list_looks (self, index);

  append (first, _ ("_Edit"), "layers.edit", target);
  append (first,
          vanity_document_get_solo (self->document) == index ? _ ("Show _All Layers")
                                                             : _ ("Show _Only This"),
          "layers.solo", target);
  if (vanity_layers_find_neighbour (look, index, 1) >= 0)
    append (order, _ ("Lay _Above the Next"), "layers.raise", target);
  if (vanity_layers_find_neighbour (look, index, -1) >= 0)
    append (order, _ ("Lay _Below the Last"), "layers.lower", target);
  append (copies, _ ("_Copy"), "layers.copy", target);
  if (g_menu_model_get_n_items (G_MENU_MODEL (looks)) > 0)
    g_menu_append_submenu (copies, _ ("Copy _to Look"), G_MENU_MODEL (looks));
  append (last, _ ("Re_set"), "layers.reset", target);
  append (last, _ ("_Remove"), "layers.remove", target);
  append_section (menu, first);
  append_section (menu, order);
  append_section (menu, copies);
  append_section (menu, last);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
  g_variant_unref (target);
}

/* Kinds that are not there, and those of which another makes sense, group by group. */
static void
make_add_menu (GtkMenuButton *button, gpointer user_data)
{
  VanityLayersPanel *self = user_data;
  const VanityLook *look = vanity_layers_get_look (self->document);
  g_autoptr (GMenu) menu = g_menu_new ();
  int n;
  const VanityLayerKind *const *kinds = vanity_layer_kinds (&n);

  for (int g = 0; g < VANITY_N_LAYER_GROUPS; g++)
    {
      g_autoptr (GMenu) section = g_menu_new ();

      for (int k = 0; k < n; k++)
        {
          gboolean there = FALSE;

          if (kinds[k]->group != (VanityLayerGroup)g)
            continue;
          for (guint i = 0; look != NULL && i < look->layers->len; i++)
            there |= ((VanityLayer *)look->layers->pdata[i])->kind == kinds[k];
          if (there && vanity_layer_kind_can_repeat (kinds[k]))
            {
              /* Translators: a layer of makeup that there is one of already, as in “Lipstick
               * Again”. */
              g_autofree char *label = g_strdup_printf (_ ("%s Again"), _ (kinds[k]->label));

              append (section, label, "layers.add", g_variant_new_string (kinds[k]->id));
            }
          else if (!there)
            append (section, _ (kinds[k]->label), "layers.add",
                    g_variant_new_string (kinds[k]->id));
        }
      if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
        g_menu_append_section (menu, vanity_layer_group_get_label ((VanityLayerGroup)g),
                               G_MENU_MODEL (section));
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
activate (VanityLayersPanel *self, const char *action, int index)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), action,
                                  g_variant_new_int32 (index));
}

gboolean
vanity_layers_panel_press (VanityLayersPanel *self, int index, guint key, GdkModifierType state)
{
  GdkModifierType held
      = state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_SHIFT_MASK);
  static const struct
  {
    guint key;
    GdkModifierType held;
    const char *action;
  } keys[] = {
    { GDK_KEY_Delete, 0, "remove" },
    { GDK_KEY_KP_Delete, 0, "remove" },
    { GDK_KEY_space, 0, "mute" },
    { GDK_KEY_KP_Space, 0, "mute" },
    { GDK_KEY_s, 0, "solo" },
    { GDK_KEY_Up, GDK_ALT_MASK, "lower" },
    { GDK_KEY_Down, GDK_ALT_MASK, "raise" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "copy" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == key && keys[i].held == held)
      {
        activate (self, keys[i].action, index);
        return TRUE;
      }
  if (key == GDK_KEY_v && held == GDK_CONTROL_MASK)
    {
      g_action_group_activate_action (G_ACTION_GROUP (self->actions), "paste", NULL);
      return TRUE;
    }

  return FALSE;
}

static void
on_edit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  vanity_layers_panel_edit (user_data, g_variant_get_int32 (parameter));
}

static void
enable (VanityLayersPanel *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
vanity_layers_panel_update_actions (VanityLayersPanel *self)
{
  VanityOutfit *outfit
      = self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;
  gboolean here = outfit != NULL && outfit->n_faces > 0;
  VanityWear wear = here ? vanity_outfit_get_wear (outfit) : VANITY_WEAR_INIT;
  VanityLook *origin = here ? vanity_layers_panel_get_origin (self) : NULL;
  gboolean can_add = here && wear.mix == NULL;

  enable (self, "add", can_add);
  enable (self, "paste", can_add);
  enable (self, "show-all", here && vanity_document_get_solo (self->document) >= 0);
  enable (self, "restore", origin != NULL && origin != wear.look);
  enable (self, "edit-copied", wear.mix != NULL && !vanity_job_slot_is_busy (&self->recipe));
  enable (self, "stop", vanity_job_slot_is_busy (&self->recipe));
  gtk_widget_set_sensitive (self->add, can_add);
}

void
vanity_layers_panel_init_actions (VanityLayersPanel *self)
{
  static const GActionEntry entries[] = {
    { "add", on_add, "s" },     { "remove", on_remove, "i" },
    { "mute", on_mute, "i" },   { "solo", on_solo, "i" },
    { "raise", on_raise, "i" }, { "lower", on_lower, "i" },
    { "reset", on_reset, "i" }, { "edit", on_edit, "i" },
    { "copy", on_copy, "i" },   { "copy-to", on_copy_to, "(is)" },
    { "paste", on_paste },      { "show-all", on_show_all },
    { "restore", on_restore },  { "edit-copied", on_edit_copied },
    { "stop", on_stop },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "layers", G_ACTION_GROUP (self->actions));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->add), make_add_menu, self, NULL);
}
