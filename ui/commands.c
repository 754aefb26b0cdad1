#include "ui/commands.h"

#include <glib/gi18n.h>

#define CONTEXT "command"

static const char *const group_titles[VANITY_N_COMMAND_GROUPS] = {
  NC_ ("command", "_Photo"),
  NC_ ("command", "_Makeup"),
  NC_ ("command", "Makeup of _Another Photo"),
  NC_ ("command", "_Your Face"),
  NC_ ("command", "P_roducts"),
  NC_ ("command", "_View"),
  NC_ ("command", "_General"),
};

#define PHOTO VANITY_COMMANDS_PHOTO
#define MAKEUP VANITY_COMMANDS_MAKEUP
#define COPY VANITY_COMMANDS_COPY
#define FACE VANITY_COMMANDS_FACE
#define PRODUCTS VANITY_COMMANDS_PRODUCTS
#define VIEW VANITY_COMMANDS_VIEW
#define GENERAL VANITY_COMMANDS_GENERAL
#define INNER VANITY_COMMANDS_INNER
#define NO_MENU VANITY_COMMAND_NO_MENU

static const VanityCommand commands[] = {
  { "win.open", NC_ ("command", "_Open a Photo…"), PHOTO, 0, { "<Control>o" } },
  { "win.camera", NC_ ("command", "_Take a Photo"), PHOTO, 0, { "<Control>t" } },
  { "win.paste", NC_ ("command", "_Paste a Photo"), PHOTO, 0, { "<Control>v" } },
  { "win.back", NC_ ("command", "_Back to the Photo Before"), PHOTO, 0, { "<Alt>Left" } },
  { "win.save", NC_ ("command", "_Save a Copy with Makeup…"), PHOTO, 1, { "<Control>s" } },
  { "win.print", NC_ ("command", "P_rint…"), PHOTO, 1, { "<Control>p" } },
  { "win.contact-sheet", NC_ ("command", "Contact Sh_eet…"), PHOTO, 1, { "<Control><Alt>e" } },
  { "win.copy", NC_ ("command", "_Copy to the Clipboard"), PHOTO, 1, { "<Control>c" } },
  { "win.save-document", NC_ ("command", "Save the _Document"), PHOTO, 1, { "<Control><Alt>s" } },
  { "win.save-document-as",
    NC_ ("command", "Save the Document _As…"),
    PHOTO,
    1,
    { "<Control><Alt><Shift>s" } },
  { "win.find-photo", NULL, INNER },
  { "win.keep-location",
    NC_ ("command", "Keep _Location in Saved Photos"),
    PHOTO,
    2,
    { "<Control><Shift>l" } },

  { "win.undo", NC_ ("command", "_Undo"), MAKEUP, 0, { "<Control>z" } },
  { "win.redo", NC_ ("command", "_Redo"), MAKEUP, 0, { "<Control><Shift>z", "<Control>y" } },
  { "win.show-history", NC_ ("command", "_History"), MAKEUP, 0, { "<Control>h" } },
  { "win.show-looks", NC_ ("command", "Show the _Looks"), MAKEUP, 1, { "<Control>l" } },
  { "win.show-layers", NC_ ("command", "Edit La_yers"), MAKEUP, 1, { "<Control>k" } },
  { "win.show-library", NC_ ("command", "Look Li_brary"), MAKEUP, 1, { "<Control><Alt>l" } },
  { "win.next-look", NC_ ("command", "_Next Look"), MAKEUP, 1, { "n" } },
  { "win.previous-look", NC_ ("command", "_Previous Look"), MAKEUP, 1, { "p" } },
  { "win.stronger", NC_ ("command", "_Stronger"), MAKEUP, 2, { "bracketright" } },
  { "win.weaker", NC_ ("command", "_Weaker"), MAKEUP, 2, { "bracketleft" } },
  { "win.remove-makeup", NC_ ("command", "Re_move Makeup"), MAKEUP, 2, { "BackSpace" } },
  { "win.next-face", NC_ ("command", "Next _Face"), MAKEUP, 3, { "f" } },
  { "win.dress-everybody",
    NC_ ("command", "Put This Look on _Everybody"),
    MAKEUP,
    3,
    { "<Control>e" } },

  { "win.choose-reference",
    NC_ ("command", "Copy _Makeup from a Photo…"),
    COPY,
    0,
    { "<Control><Shift>o" } },
  { "win.paste-reference",
    NC_ ("command", "_Paste a Photo to Copy From"),
    COPY,
    0,
    { "<Control><Shift>v" } },
  { "win.remove-reference", NC_ ("command", "_Remove the Photo"), COPY, 0, { "<Shift>Delete" } },
  { "win.swap", NC_ ("command", "_Swap the Photos"), COPY, 1, { "x" } },
  { "win.save-look", NC_ ("command", "Sa_ve as Look…"), COPY, 1, { "<Control><Shift>s" } },
  { "win.take-off", NC_ ("command", "_Take Off My Own Makeup"), COPY, 2, { "<Shift>BackSpace" } },

  { "win.show-analysis", NC_ ("command", "Look at _Your Face"), FACE, 0, { "<Control>i" } },
  { "win.pick-white", NC_ ("command", "Point at _White"), FACE, 0, { "w" } },
  { "win.save-report", NC_ ("command", "Save the _Report…"), FACE, 1, { "<Control><Shift>r" } },
  { "win.save-numbers", NC_ ("command", "Save as _JSON…"), FACE, 1, { "<Control><Shift>j" } },
  { "win.remember-face", NC_ ("command", "Re_member"), FACE, 2, { "<Control>d" } },
  { "win.compare-faces",
    NC_ ("command", "_Compare with Earlier"),
    FACE,
    2,
    { "<Control><Shift>d" } },

  { "win.show-products", NC_ ("command", "Show _Products"), PRODUCTS, 0, { "<Control>g" } },
  { "win.filter-products", NC_ ("command", "_Filter Products"), PRODUCTS, 0, { "<Control>f" } },
  { "win.show-shop::catalogue",
    NC_ ("command", "_Browse the Catalogue"),
    PRODUCTS,
    1,
    { "<Control>b" } },
  { "win.show-shop::bag", NC_ ("command", "My Ba_g"), PRODUCTS, 1, { "<Control><Shift>b" } },
  { "win.show-shop::list", NC_ ("command", "Look _List"), PRODUCTS, 1, { "<Control><Shift>p" } },
  { "win.show-shop::remembered",
    NC_ ("command", "What Is _Remembered"),
    PRODUCTS,
    1,
    { "<Control>r" } },

  { NULL, NC_ ("command", "Hold to See Before"), VIEW, NO_MENU, { "space" } },
  { "win.view::divider", NC_ ("command", "_Divider"), VIEW, 0, { "<Alt>1" } },
  { "win.view::side-by-side", NC_ ("command", "_Side by Side"), VIEW, 0, { "<Alt>2" } },
  { "win.view::single", NC_ ("command", "Only _After"), VIEW, 0, { "<Alt>3" } },
  { "win.zoom-in",
    NC_ ("command", "Zoom _In"),
    VIEW,
    1,
    { "plus", "equal", "KP_Add", "<Control>plus" } },
  { "win.zoom-out",
    NC_ ("command", "Zoom _Out"),
    VIEW,
    1,
    { "minus", "KP_Subtract", "<Control>minus" } },
  { "win.zoom-fit",
    NC_ ("command", "See All of the _Photo"),
    VIEW,
    1,
    { "0", "KP_0", "<Control>0" } },
  { "win.zoom-full", NC_ ("command", "Actual Si_ze"), VIEW, 1, { "1", "KP_1", "<Control>1" } },
  { "win.zoom-face",
    NC_ ("command", "See the _Face Closely"),
    VIEW,
    1,
    { "2", "KP_2", "<Control>2" } },

  { "app.new-window", NC_ ("command", "_New Window"), GENERAL, 0, { "<Control>n" } },
  { "app.preferences", NC_ ("command", "_Preferences"), GENERAL, 1, { "<Control>comma" } },
  { "win.command-search", NC_ ("command", "_Find a Command"), GENERAL, 1, { "<Control><Shift>a" } },
  { "win.show-help-overlay",
    NC_ ("command", "_Keyboard Shortcuts"),
    GENERAL,
    2,
    { "<Control>question", "F1" } },
  { "app.privacy", NC_ ("command", "Pri_vacy"), GENERAL, 2 },
  { "app.about", NC_ ("command", "A_bout Vanity"), GENERAL, 2 },
  { "win.cancel", NC_ ("command", "Stop What Is Being Done"), GENERAL, NO_MENU, { "Escape" } },
  { "win.close", NC_ ("command", "Close the Window"), GENERAL, NO_MENU, { "<Control>w" } },
  { "app.quit", NC_ ("command", "_Quit"), GENERAL, 3, { "<Control>q" } },

  { "win.paint-mask", NULL, INNER },
  { "win.wear-look", NULL, INNER },
  { "win.delete-look", NULL, INNER },
  { "win.restore-look", NULL, INNER },
  { "win.show-in-files", NULL, INNER },
  { "win.restore-product", NULL, INNER },
  { "win.forget-face", NULL, INNER },
};

const VanityCommand *
vanity_commands_list (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);

  return commands;
}

static char *
strip_mnemonic (const char *label)
{
  /* Where letters are not those of the keyboard the mnemonic stands behind: "打开(_O)". */
  g_autoptr (GRegex) regex = g_regex_new ("\\s?\\(_\\w\\)|_(?=.)", 0, 0, NULL);

  return g_regex_replace_literal (regex, label, -1, 0, "", 0, NULL);
}

const char *
vanity_command_group_get_label (VanityCommandGroup group)
{
  return g_dpgettext2 (NULL, CONTEXT, group_titles[group]);
}

char *
vanity_command_group_dup_title (VanityCommandGroup group)
{
  return strip_mnemonic (vanity_command_group_get_label (group));
}

const char *
vanity_command_get_label (const VanityCommand *command)
{
  return g_dpgettext2 (NULL, CONTEXT, command->title);
}

char *
vanity_command_dup_title (const VanityCommand *command)
{
  return strip_mnemonic (vanity_command_get_label (command));
}

void
vanity_commands_install_keys (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].action != NULL && commands[i].keys[0] != NULL)
      gtk_application_set_accels_for_action (application, commands[i].action, commands[i].keys);
}
