<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>About</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Seedance Desktop makes clips with your own key. It is free software.</source>
        <translation>Seedance Desktop makes clips with your own key. It is free software.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Made with</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Own routes</source>
        <translation>Own routes</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Your own route files</source>
        <translation>Your own route files</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be used and were skipped. All other routes work.</source>
        <translation>
            <numerusform>%n file could not be used and was skipped. All other routes work.</numerusform>
            <numerusform>%n files could not be used and were skipped. All other routes work.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your own files is in use.</source>
        <translation>
            <numerusform>%n of your own files is in use.</numerusform>
            <numerusform>%n of your own files are in use.</numerusform>
        </translation>
    </message>
    <message>
        <source>There are none. A route file in the folder above adds a route or replaces one.</source>
        <translation>There are none. A route file in the folder above adds a route or replaces one.</translation>
    </message>
    <message>
        <source>There are none.</source>
        <translation>There are none.</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Generate</source>
        <translation>Generate</translation>
    </message>
    <message>
        <source>Undo sending</source>
        <translation>Undo sending</translation>
    </message>
    <message>
        <source>Choose a route</source>
        <translation>Choose a route</translation>
    </message>
    <message>
        <source>Write the prompt</source>
        <translation>Write the prompt</translation>
    </message>
    <message>
        <source>Search the library</source>
        <translation>Search the library</translation>
    </message>
    <message>
        <source>Clips without an answer</source>
        <translation>Clips without an answer</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Commands</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Keyboard</translation>
    </message>
    <message>
        <source>Assets and reviews</source>
        <translation>Assets and reviews</translation>
    </message>
    <message>
        <source>Ledger: what was spent</source>
        <translation>Ledger: what was spent</translation>
    </message>
    <message>
        <source>What if something goes wrong…</source>
        <translation>What if something goes wrong…</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Prices</translation>
    </message>
    <message>
        <source>Spending caps</source>
        <translation>Spending caps</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Show or hide the form</source>
        <translation>Show or hide the form</translation>
    </message>
    <message>
        <source>Show or hide the library</source>
        <translation>Show or hide the library</translation>
    </message>
    <message>
        <source>Light appearance</source>
        <translation>Light appearance</translation>
    </message>
    <message>
        <source>Dark appearance</source>
        <translation>Dark appearance</translation>
    </message>
    <message>
        <source>Start a new clip</source>
        <translation>Start a new clip</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>send make create render</source>
        <comment>other words that find the command</comment>
        <translation>send make create render</translation>
    </message>
    <message>
        <source>cancel stop</source>
        <comment>other words that find the command</comment>
        <translation>cancel stop</translation>
    </message>
    <message>
        <source>model</source>
        <comment>other words that find the command</comment>
        <translation>model</translation>
    </message>
    <message>
        <source>find filter</source>
        <comment>other words that find the command</comment>
        <translation>find filter</translation>
    </message>
    <message>
        <source>lost uncertain charged maybe missing</source>
        <comment>other words that find the command</comment>
        <translation>lost uncertain charged maybe missing</translation>
    </message>
    <message>
        <source>shortcuts help</source>
        <comment>other words that find the command</comment>
        <translation>shortcuts help</translation>
    </message>
    <message>
        <source>money cost balance refund receipt bill csv</source>
        <comment>other words that find the command</comment>
        <translation>money cost balance refund receipt bill csv</translation>
    </message>
    <message>
        <source>rehearse rehearsal lost test try refund</source>
        <comment>other words that find the command</comment>
        <translation>rehearse rehearsal lost test try refund</translation>
    </message>
    <message>
        <source>money cost</source>
        <comment>other words that find the command</comment>
        <translation>money cost</translation>
    </message>
    <message>
        <source>money limit budget undo</source>
        <comment>other words that find the command</comment>
        <translation>money limit budget undo</translation>
    </message>
    <message>
        <source>preferences profile key address network proxy</source>
        <comment>other words that find the command</comment>
        <translation>preferences profile key address network proxy</translation>
    </message>
    <message>
        <source>empty clear</source>
        <comment>other words that find the command</comment>
        <translation>empty clear</translation>
    </message>
    <message>
        <source>exit close</source>
        <comment>other words that find the command</comment>
        <translation>exit close</translation>
    </message>
</context>
<context>
    <name>AssetPage</name>
    <message>
        <source>Submit for review</source>
        <translation>Submit for review</translation>
    </message>
    <message>
        <source>Assets</source>
        <translation>Assets</translation>
    </message>
    <message>
        <source>Close the assets</source>
        <translation>Close the assets</translation>
    </message>
    <message>
        <source>Submit files…</source>
        <translation>Submit files…</translation>
    </message>
    <message>
        <source>Which review</source>
        <translation>Which review</translation>
    </message>
    <message>
        <source>Nothing is in review</source>
        <translation>Nothing is in review</translation>
    </message>
    <message>
        <source>Files for routes that need a review are submitted by themselves, once, and kept here.</source>
        <translation>Files for routes that need a review are submitted by themselves, once, and kept here.</translation>
    </message>
    <message>
        <source>To submit beforehand, choose a review above and drop files here.</source>
        <translation>To submit beforehand, choose a review above and drop files here.</translation>
    </message>
</context>
<context>
    <name>AssetRow</name>
    <message>
        <source>Use as reference</source>
        <translation>Use as reference</translation>
    </message>
    <message>
        <source>Submit again</source>
        <translation>Submit again</translation>
    </message>
    <message>
        <source>More for {name}</source>
        <translation>More for {name}</translation>
    </message>
    <message>
        <source>Ask now</source>
        <translation>Ask now</translation>
    </message>
    <message>
        <source>Copy its address</source>
        <translation>Copy its address</translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <translation>Remove from this list</translation>
    </message>
</context>
<context>
    <name>AssetWords</name>
    <message>
        <source>Full review</source>
        <translation>Full review</translation>
    </message>
    <message>
        <source>SP library</source>
        <translation>SP library</translation>
    </message>
    <message>
        <source>Real person</source>
        <translation>Real person</translation>
    </message>
    <message>
        <source>Needed for every file on {routes}.</source>
        <translation>Needed for every file on {routes}.</translation>
    </message>
    <message>
        <source>Kept by the service for {routes}; not required there.</source>
        <translation>Kept by the service for {routes}; not required there.</translation>
    </message>
    <message>
        <source>Needed for pictures of real people on {routes}.</source>
        <translation>Needed for pictures of real people on {routes}.</translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation>Uploading</translation>
    </message>
    <message>
        <source>Submitting</source>
        <translation>Submitting</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>In review</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Not submitted</source>
        <translation>Not submitted</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>just now</translation>
    </message>
    <message>
        <source>{n} d ago</source>
        <translation>{n} d ago</translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation>{n} h ago</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>{n} min ago</translation>
    </message>
    <message>
        <source> · </source>
        <comment>between names in a list</comment>
        <translation> · </translation>
    </message>
</context>
<context>
    <name>Banners</name>
    <message>
        <source>Messages</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>Billing</name>
    <message>
        <source>per task</source>
        <translation>per task</translation>
    </message>
    <message>
        <source>per second</source>
        <translation>per second</translation>
    </message>
    <message>
        <source>%1–%2 s</source>
        <translation>%1–%2 s</translation>
    </message>
    <message>
        <source>without a unit</source>
        <translation>without a unit</translation>
    </message>
    <message>
        <source>per million tokens</source>
        <translation>per million tokens</translation>
    </message>
    <message>
        <source>per 10,000 characters</source>
        <translation>per 10,000 characters</translation>
    </message>
    <message>
        <source>by use</source>
        <translation>by use</translation>
    </message>
</context>
<context>
    <name>Capabilities</name>
    <message>
        <source>Reference images</source>
        <translation>Reference images</translation>
    </message>
    <message>
        <source>First and last frame</source>
        <translation>First and last frame</translation>
    </message>
    <message>
        <source>Reference videos</source>
        <translation>Reference videos</translation>
    </message>
    <message>
        <source>Reference audio</source>
        <translation>Reference audio</translation>
    </message>
    <message>
        <source>%1: not taken</source>
        <translation>%1: not taken</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>What do you want to do?</source>
        <translation>What do you want to do?</translation>
    </message>
    <message>
        <source>Nothing is called that. Try another word, such as cost, key or lost.</source>
        <translation>Nothing is called that. Try another word, such as cost, key or lost.</translation>
    </message>
    <message>
        <source>While the player has the focus</source>
        <translation>While the player has the focus</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Play or pause</translation>
    </message>
    <message>
        <source>Back, pause, forward</source>
        <translation>Back, pause, forward</translation>
    </message>
    <message>
        <source>One frame back or forward</source>
        <translation>One frame back or forward</translation>
    </message>
    <message>
        <source>To the beginning or the end</source>
        <translation>To the beginning or the end</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>Sound on or off</source>
        <translation>Sound on or off</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Original and copy</source>
        <translation>Original and copy</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copy</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
</context>
<context>
    <name>Conductor</name>
    <message>
        <source>Bring it back</source>
        <translation>Bring it back</translation>
    </message>
    <message>
        <source>Save the receipt</source>
        <translation>Save the receipt</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Pause (Space)</source>
        <translation>Pause (Space)</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>Play (Space)</translation>
    </message>
    <message>
        <source>One frame back (←)</source>
        <translation>One frame back (←)</translation>
    </message>
    <message>
        <source>One frame on (→)</source>
        <translation>One frame on (→)</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Length</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Speed</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Loop</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volume</translation>
    </message>
    <message>
        <source>Full screen (F)</source>
        <translation>Full screen (F)</translation>
    </message>
</context>
<context>
    <name>CropPicker</name>
    <message>
        <source>Part of the picture that is kept</source>
        <translation>Part of the picture that is kept</translation>
    </message>
    <message>
        <source>Arrows move the frame, with Shift further; + and − size it.</source>
        <translation>Arrows move the frame, with Shift further; + and − size it.</translation>
    </message>
</context>
<context>
    <name>EmptyLibrary</name>
    <message>
        <source>Nothing here</source>
        <translation>Nothing here</translation>
    </message>
    <message>
        <source>No take fits the search and the tab.</source>
        <translation>No take fits the search and the tab.</translation>
    </message>
    <message>
        <source>Your takes will be here</source>
        <translation>Your takes will be here</translation>
    </message>
    <message>
        <source>Saved in {folder} as soon as they are done.</source>
        <translation>Saved in {folder} as soon as they are done.</translation>
    </message>
    <message>
        <source>Saved to your disk as soon as they are done.</source>
        <translation>Saved to your disk as soon as they are done.</translation>
    </message>
</context>
<context>
    <name>EndedPage</name>
    <message>
        <source>Charged</source>
        <translation>Charged</translation>
    </message>
    <message>
        <source>Sending it again</source>
        <translation>Sending it again</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>What was sent</translation>
    </message>
    <message>
        <source>What would have been sent</source>
        <translation>What would have been sent</translation>
    </message>
    <message>
        <source>What came back</source>
        <translation>What came back</translation>
    </message>
    <message>
        <source>Ask about it again</source>
        <translation>Ask about it again</translation>
    </message>
    <message>
        <source>If the service knows it by now, the clip is fetched. Nothing is charged for that.</source>
        <translation>If the service knows it by now, the clip is fetched. Nothing is charged for that.</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Ask again</translation>
    </message>
    <message>
        <source>Change it and try again</source>
        <translation>Change it and try again</translation>
    </message>
    <message>
        <source>The prompt, references and settings go back into the form. Nothing is sent yet.</source>
        <translation>The prompt, references and settings go back into the form. Nothing is sent yet.</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>Use again</translation>
    </message>
    <message>
        <source>Done with it</source>
        <translation>Done with it</translation>
    </message>
    <message>
        <source>Take it off the list.</source>
        <translation>Take it off the list.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>The clip was not made</source>
        <translation>The clip was not made</translation>
    </message>
    <message>
        <source>You closed it: it was never made, as far as you know.</source>
        <translation>You closed it: it was never made, as far as you know.</translation>
    </message>
    <message>
        <source>It was stopped before anything was sent.</source>
        <translation>It was stopped before anything was sent.</translation>
    </message>
    <message>
        <source>The service gave no reason.</source>
        <translation>The service gave no reason.</translation>
    </message>
</context>
<context>
    <name>FaultTeller</name>
    <message>
        <source>Show the report</source>
        <translation>Show the report</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Videos</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>All files (*)</translation>
    </message>
</context>
<context>
    <name>FirstStartPage</name>
    <message>
        <source>Make your first clip</source>
        <translation>Make your first clip</translation>
    </message>
    <message>
        <source>Pick a route</source>
        <translation>Pick a route</translation>
    </message>
    <message>
        <source>Each has its own price, length and references. The form follows it.</source>
        <translation>Each has its own price, length and references. The form follows it.</translation>
    </message>
    <message>
        <source>Describe it, drop pictures, sound or video</source>
        <translation>Describe it, drop pictures, sound or video</translation>
    </message>
    <message>
        <source>Type @ to say what each one is for.</source>
        <translation>Type @ to say what each one is for.</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Generate</translation>
    </message>
    <message>
        <source>This is the sandbox: everything works, nothing is charged.</source>
        <translation>This is the sandbox: everything works, nothing is charged.</translation>
    </message>
    <message>
        <source>The price stands on the button before you press it.</source>
        <translation>The price stands on the button before you press it.</translation>
    </message>
    <message>
        <source>What if something goes wrong? Try it in the sandbox</source>
        <translation>What if something goes wrong? Try it in the sandbox</translation>
    </message>
    <message>
        <source>Or start from one of these</source>
        <translation>Or start from one of these</translation>
    </message>
    <message>
        <source>A paper boat rides a gutter after rain, low camera</source>
        <translation>A paper boat rides a gutter after rain, low camera</translation>
    </message>
    <message>
        <source>Kites over an old harbour, telephoto, late sun</source>
        <translation>Kites over an old harbour, telephoto, late sun</translation>
    </message>
</context>
<context>
    <name>FixPanel</name>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Crop %1</source>
        <translation>Crop %1</translation>
    </message>
    <message>
        <source>Trim %1</source>
        <translation>Trim %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Adjust or compare</source>
        <translation>Adjust or compare</translation>
    </message>
    <message>
        <source>Adjust</source>
        <translation>Adjust</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>Use the original</source>
        <translation>Use the original</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Apply</translation>
    </message>
</context>
<context>
    <name>Fixer</name>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>FoundId</name>
    <message>
        <source>I found it in the console</source>
        <translation>I found it in the console</translation>
    </message>
    <message>
        <source>Paste its task id and the program fetches the clip.</source>
        <translation>Paste its task id and the program fetches the clip.</translation>
    </message>
    <message>
        <source>Paste id</source>
        <translation>Paste id</translation>
    </message>
    <message>
        <source>Task id from the console</source>
        <translation>Task id from the console</translation>
    </message>
    <message>
        <source>Task id</source>
        <translation>Task id</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Fetch</translation>
    </message>
</context>
<context>
    <name>FramePair</name>
    <message>
        <source>First frame</source>
        <translation>First frame</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Last frame</translation>
    </message>
    <message>
        <source>Swap the frames</source>
        <translation>Swap the frames</translation>
    </message>
</context>
<context>
    <name>FramePicker</name>
    <message>
        <source>Use this frame</source>
        <translation>Use this frame</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>A paper boat on a pond</source>
        <translation>A paper boat on a pond</translation>
    </message>
</context>
<context>
    <name>GuideStrip</name>
    <message>
        <source>What if: {story}</source>
        <translation>What if: {story}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Leave</translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>nothing is charged</source>
        <translation>nothing is charged</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profile</translation>
    </message>
    <message numerus="yes">
        <source>%n in queue</source>
        <translation>
            <numerusform>%n in queue</numerusform>
            <numerusform>%n in queue</numerusform>
        </translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Queue</translation>
    </message>
    <message numerus="yes">
        <source>%n in review</source>
        <translation>
            <numerusform>%n in review</numerusform>
            <numerusform>%n in review</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
    <message>
        <source>Assets</source>
        <translation>Assets</translation>
    </message>
    <message>
        <source>Commands (Ctrl+K)</source>
        <translation>Commands (Ctrl+K)</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>Rehearse</translation>
    </message>
    <message>
        <source>Profiles and keys…</source>
        <translation>Profiles and keys…</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>All goes well</source>
        <translation>All goes well</translation>
    </message>
    <message>
        <source>A slow queue</source>
        <translation>A slow queue</translation>
    </message>
    <message>
        <source>Refused parameters</source>
        <translation>Refused parameters</translation>
    </message>
    <message>
        <source>The answer is lost after sending</source>
        <translation>The answer is lost after sending</translation>
    </message>
    <message>
        <source>Too many requests (429)</source>
        <translation>Too many requests (429)</translation>
    </message>
    <message>
        <source>The service is down (503)</source>
        <translation>The service is down (503)</translation>
    </message>
    <message>
        <source>A web page instead of an answer</source>
        <translation>A web page instead of an answer</translation>
    </message>
    <message>
        <source>An unknown status word</source>
        <translation>An unknown status word</translation>
    </message>
    <message>
        <source>Moderation refuses the clip</source>
        <translation>Moderation refuses the clip</translation>
    </message>
    <message>
        <source>Half a minute of storm, then calm</source>
        <translation>Half a minute of storm, then calm</translation>
    </message>
    <message>
        <source>A download breaks once</source>
        <translation>A download breaks once</translation>
    </message>
    <message>
        <source>A download always breaks</source>
        <translation>A download always breaks</translation>
    </message>
    <message>
        <source>A web page instead of the clip</source>
        <translation>A web page instead of the clip</translation>
    </message>
    <message>
        <source>The file changes while it is fetched</source>
        <translation>The file changes while it is fetched</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>The disk is full</translation>
    </message>
    <message>
        <source>The link has expired</source>
        <translation>The link has expired</translation>
    </message>
    <message>
        <source>The link is dead and stays dead</source>
        <translation>The link is dead and stays dead</translation>
    </message>
    <message>
        <source>A bare file name instead of a link</source>
        <translation>A bare file name instead of a link</translation>
    </message>
    <message>
        <source>The balance is too low</source>
        <translation>The balance is too low</translation>
    </message>
    <message>
        <source>The line is reset after sending</source>
        <translation>The line is reset after sending</translation>
    </message>
    <message>
        <source>Half a status line</source>
        <translation>Half a status line</translation>
    </message>
    <message>
        <source>Only an interim answer</source>
        <translation>Only an interim answer</translation>
    </message>
    <message>
        <source>Half an answer</source>
        <translation>Half an answer</translation>
    </message>
    <message>
        <source>An answer that is not HTTP</source>
        <translation>An answer that is not HTTP</translation>
    </message>
    <message>
        <source>The answer never comes</source>
        <translation>The answer never comes</translation>
    </message>
    <message>
        <source>The task is not listed at first (404)</source>
        <translation>The task is not listed at first (404)</translation>
    </message>
    <message>
        <source>The clocks differ by nine hours</source>
        <translation>The clocks differ by nine hours</translation>
    </message>
    <message>
        <source>The balance runs out at the third clip</source>
        <translation>The balance runs out at the third clip</translation>
    </message>
    <message>
        <source>It costs twice what was shown</source>
        <translation>It costs twice what was shown</translation>
    </message>
    <message>
        <source>The balance is not told</source>
        <translation>The balance is not told</translation>
    </message>
    <message>
        <source>It fails, and the money comes back</source>
        <translation>It fails, and the money comes back</translation>
    </message>
    <message>
        <source>It fails, and the money is gone</source>
        <translation>It fails, and the money is gone</translation>
    </message>
    <message>
        <source>The line closes, and no task was made</source>
        <translation>The line closes, and no task was made</translation>
    </message>
    <message>
        <source>The line is reset in the middle of sending</source>
        <translation>The line is reset in the middle of sending</translation>
    </message>
    <message>
        <source>The request is never read</source>
        <translation>The request is never read</translation>
    </message>
    <message>
        <source>An answer that cannot be unpacked</source>
        <translation>An answer that cannot be unpacked</translation>
    </message>
    <message>
        <source>A web page after sending</source>
        <translation>A web page after sending</translation>
    </message>
    <message>
        <source>An answer without a task id</source>
        <translation>An answer without a task id</translation>
    </message>
    <message>
        <source>A task id of the wrong kind</source>
        <translation>A task id of the wrong kind</translation>
    </message>
    <message>
        <source>Timed out at the service (408)</source>
        <translation>Timed out at the service (408)</translation>
    </message>
    <message>
        <source>A conflict (409)</source>
        <translation>A conflict (409)</translation>
    </message>
    <message>
        <source>The service fails (500)</source>
        <translation>The service fails (500)</translation>
    </message>
    <message>
        <source>The gateway fails (502)</source>
        <translation>The gateway fails (502)</translation>
    </message>
    <message>
        <source>The service is overloaded (503)</source>
        <translation>The service is overloaded (503)</translation>
    </message>
    <message>
        <source>The gateway gives up (504)</source>
        <translation>The gateway gives up (504)</translation>
    </message>
    <message>
        <source>Moderation refuses the words</source>
        <translation>Moderation refuses the words</translation>
    </message>
    <message>
        <source>An address that takes no requests (405)</source>
        <translation>An address that takes no requests (405)</translation>
    </message>
    <message>
        <source>The service cannot be reached</source>
        <translation>The service cannot be reached</translation>
    </message>
    <message>
        <source>Answers that are junk</source>
        <translation>Answers that are junk</translation>
    </message>
    <message>
        <source>A reason that is hostile</source>
        <translation>A reason that is hostile</translation>
    </message>
    <message>
        <source>While it is made</source>
        <translation>While it is made</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Money</translation>
    </message>
    <message>
        <source>Sent, and no clear answer</source>
        <translation>Sent, and no clear answer</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Network and odd answers</source>
        <translation>Network and odd answers</translation>
    </message>
    <message>
        <source>Links and downloads</source>
        <translation>Links and downloads</translation>
    </message>
    <message>
        <source>Reviews of references</source>
        <translation>Reviews of references</translation>
    </message>
    <message>
        <source>The request cannot be read (400)</source>
        <translation>The request cannot be read (400)</translation>
    </message>
    <message>
        <source>No such address (404)</source>
        <translation>No such address (404)</translation>
    </message>
    <message>
        <source>Refused before it was read (413)</source>
        <translation>Refused before it was read (413)</translation>
    </message>
    <message>
        <source>The wrong kind of content (415)</source>
        <translation>The wrong kind of content (415)</translation>
    </message>
    <message>
        <source>A value out of range (422)</source>
        <translation>A value out of range (422)</translation>
    </message>
    <message>
        <source>Sent to another address (302)</source>
        <translation>Sent to another address (302)</translation>
    </message>
    <message>
        <source>The key is refused (401)</source>
        <translation>The key is refused (401)</translation>
    </message>
    <message>
        <source>The key may not do that (403)</source>
        <translation>The key may not do that (403)</translation>
    </message>
    <message>
        <source>The request is too large (413)</source>
        <translation>The request is too large (413)</translation>
    </message>
    <message>
        <source>A question without an answer</source>
        <translation>A question without an answer</translation>
    </message>
    <message>
        <source>A link into your own network</source>
        <translation>A link into your own network</translation>
    </message>
    <message>
        <source>A review that takes long</source>
        <translation>A review that takes long</translation>
    </message>
    <message>
        <source>Refused by the review</source>
        <translation>Refused by the review</translation>
    </message>
</context>
<context>
    <name>Hearing</name>
    <message>
        <source>Show it</source>
        <translation>Show it</translation>
    </message>
</context>
<context>
    <name>HeldLine</name>
    <message>
        <source>Leaves in {seconds} s</source>
        <translation>Leaves in {seconds} s</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Undo sending</source>
        <translation>Undo sending</translation>
    </message>
</context>
<context>
    <name>HostForm</name>
    <message>
        <source>Up to 100 MB each. The service keeps them for about three days.</source>
        <translation>Up to 100 MB each. The service keeps them for about three days.</translation>
    </message>
    <message>
        <source>Any size. Each file gets a secret name and an address that is only lent for some days.</source>
        <translation>Any size. Each file gets a secret name and an address that is only lent for some days.</translation>
    </message>
    <message>
        <source>PicGo must run. It puts files where you have told it to, for anybody to see.</source>
        <translation>PicGo must run. It puts files where you have told it to, for anybody to see.</translation>
    </message>
    <message>
        <source>Fill in what is missing; until then files go as before.</source>
        <translation>Fill in what is missing; until then files go as before.</translation>
    </message>
    <message>
        <source>Fill in what is missing first.</source>
        <translation>Fill in what is missing first.</translation>
    </message>
    <message>
        <source>Enter the secret key first.</source>
        <translation>Enter the secret key first.</translation>
    </message>
    <message>
        <source>Where files go</source>
        <translation>Where files go</translation>
    </message>
    <message>
        <source>Through the service</source>
        <translation>Through the service</translation>
    </message>
    <message>
        <source>S3 bucket</source>
        <translation>S3 bucket</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>Upload</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpoint</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>Bucket</translation>
    </message>
    <message>
        <source>Access key</source>
        <translation>Access key</translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation>Secret key</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>Lifetime</source>
        <translation>Lifetime</translation>
    </message>
    <message>
        <source>Path style</source>
        <translation>Path style</translation>
    </message>
    <message>
        <source>Clean up</source>
        <translation>Clean up</translation>
    </message>
    <message>
        <source>The bucket&apos;s name stands in the path (MinIO)</source>
        <translation>The bucket&apos;s name stands in the path (MinIO)</translation>
    </message>
    <message>
        <source>Remove a file when the last clip that uses it has ended</source>
        <translation>Remove a file when the last clip that uses it has ended</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Connection</translation>
    </message>
</context>
<context>
    <name>HostTrial</name>
    <message>
        <source>Puts a tiny picture there, reads it without a key, and removes it.</source>
        <translation>Puts a tiny picture there, reads it without a key, and removes it.</translation>
    </message>
    <message>
        <source>Putting a picture there…</source>
        <translation>Putting a picture there…</translation>
    </message>
    <message>
        <source>It works: the service can read what lies there.</source>
        <translation>It works: the service can read what lies there.</translation>
    </message>
</context>
<context>
    <name>KeyRow</name>
    <message>
        <source>Show what is typed</source>
        <translation>Show what is typed</translation>
    </message>
    <message>
        <source>Hide what is typed</source>
        <translation>Hide what is typed</translation>
    </message>
    <message>
        <source>Save key</source>
        <translation>Save key</translation>
    </message>
    <message>
        <source>Really forget it</source>
        <translation>Really forget it</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keychain</source>
        <translation>Kept in the system’s keychain</translation>
    </message>
    <message>
        <source>Kept until the program ends</source>
        <translation>Kept until the program ends</translation>
    </message>
    <message>
        <source>Given by SEEDANCE_API_KEY</source>
        <translation>Given by SEEDANCE_API_KEY</translation>
    </message>
    <message>
        <source>No key yet: paste it here</source>
        <translation>No key yet: paste it here</translation>
    </message>
    <message>
        <source>The service&apos;s console shows it. It is written to no file.</source>
        <translation>The service’s console shows it. It is written to no file.</translation>
    </message>
    <message>
        <source>Forget the key</source>
        <translation>Forget the key</translation>
    </message>
    <message>
        <source>Type a new one to replace it.</source>
        <translation>Type a new one to replace it.</translation>
    </message>
    <message>
        <source>It overrules every kept key until the program ends.</source>
        <translation>It overrules every kept key until the program ends.</translation>
    </message>
    <message>
        <source>Asking the keychain…</source>
        <translation>Asking the keychain…</translation>
    </message>
</context>
<context>
    <name>LedgerPage</name>
    <message numerus="yes">
        <source>%n create call(s)</source>
        <translation>
            <numerusform>%n create call</numerusform>
            <numerusform>%n create calls</numerusform>
        </translation>
    </message>
    <message>
        <source>{amount} more may have been charged: no answer came</source>
        <translation>{amount} more may have been charged: no answer came</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>By day</translation>
    </message>
    <message>
        <source>By route</source>
        <translation>By route</translation>
    </message>
    <message>
        <source>By profile</source>
        <translation>By profile</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>Ledger</translation>
    </message>
    <message>
        <source>Close the ledger</source>
        <translation>Close the ledger</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Save as CSV…</translation>
    </message>
    <message>
        <source>Create calls</source>
        <translation>Create calls</translation>
    </message>
    <message>
        <source>Press Enter on a line to save its receipt</source>
        <translation>Press Enter on a line to save its receipt</translation>
    </message>
    <message>
        <source>Sums</source>
        <translation>Sums</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 days</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 days</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Since when</source>
        <translation>Since when</translation>
    </message>
    <message>
        <source>Whose money</source>
        <translation>Whose money</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Money</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>Nothing was spent here</source>
        <translation>Nothing was spent here</translation>
    </message>
    <message>
        <source>Every create call stands here with its price, and with what the balance says became of it.</source>
        <translation>Every create call stands here with its price, and with what the balance says became of it.</translation>
    </message>
</context>
<context>
    <name>LedgerPanel</name>
    <message>
        <source>seedance-ledger-{date}.csv</source>
        <translation>seedance-ledger-{date}.csv</translation>
    </message>
    <message>
        <source>Save the ledger</source>
        <translation>Save the ledger</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
</context>
<context>
    <name>LedgerWords</name>
    <message>
        <source>d MMM</source>
        <comment>a day, as QLocale writes it</comment>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>balance −{amount}</source>
        <translation>balance −{amount}</translation>
    </message>
    <message>
        <source>balance +{amount}, given back</source>
        <translation>balance +{amount}, given back</translation>
    </message>
    <message>
        <source>balance unchanged</source>
        <translation>balance unchanged</translation>
    </message>
    <message>
        <source>balance: others came between or are open</source>
        <translation>balance: others came between or are open</translation>
    </message>
    <message>
        <source>balance: not known yet</source>
        <translation>balance: not known yet</translation>
    </message>
    <message>
        <source>balance: money came in</source>
        <translation>balance: money came in</translation>
    </message>
    <message>
        <source>made</source>
        <translation>made</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>failed</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>no answer came</source>
        <translation>no answer came</translation>
    </message>
    <message>
        <source>closed by you</source>
        <translation>closed by you</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>under way</translation>
    </message>
</context>
<context>
    <name>LibraryPane</name>
    <message>
        <source>Search prompts, routes, ids</source>
        <translation>Search prompts, routes, ids</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Library</translation>
    </message>
    <message>
        <source>Which takes are shown</source>
        <translation>Which takes are shown</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favourites</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>No answer</translation>
    </message>
</context>
<context>
    <name>LookPage</name>
    <message>
        <source>Look and language</source>
        <translation>Look and language</translation>
    </message>
    <message>
        <source>The window is dark now.</source>
        <translation>The window is dark now.</translation>
    </message>
    <message>
        <source>The window is light now.</source>
        <translation>The window is light now.</translation>
    </message>
    <message>
        <source>Everything changes at once; nothing is restarted.</source>
        <translation>Everything changes at once; nothing is restarted.</translation>
    </message>
    <message>
        <source>How the window looks, and the language it speaks.</source>
        <translation>How the window looks, and the language it speaks.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
</context>
<context>
    <name>MentionPopup</name>
    <message>
        <source>All references are set aside now.</source>
        <translation>All references are set aside now.</translation>
    </message>
    <message>
        <source>No references yet. Drop a picture here.</source>
        <translation>No references yet. Drop a picture here.</translation>
    </message>
    <message>
        <source>References that can be mentioned</source>
        <translation>References that can be mentioned</translation>
    </message>
</context>
<context>
    <name>MoneyPage</name>
    <message>
        <source>Spending</source>
        <translation>Spending</translation>
    </message>
    <message>
        <source>{amount} so far</source>
        <translation>{amount} so far</translation>
    </message>
    <message>
        <source>A cap stops hard: what would go over it is not sent, and nothing is charged. Where several are set, the tightest counts. An empty field is no cap.</source>
        <translation>A cap stops hard: what would go over it is not sent, and nothing is charged. Where several are set, the tightest counts. An empty field is no cap.</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Session</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>One press</source>
        <translation>One press</translation>
    </message>
    <message>
        <source>Cap for a session</source>
        <translation>Cap for a session</translation>
    </message>
    <message>
        <source>Cap for a day</source>
        <translation>Cap for a day</translation>
    </message>
    <message>
        <source>Cap for one press on Generate</source>
        <translation>Cap for one press on Generate</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>Caps of</source>
        <translation>Caps of</translation>
    </message>
    <message>
        <source>no cap</source>
        <translation>no cap</translation>
    </message>
    <message>
        <source>Time to undo</source>
        <translation>Time to undo</translation>
    </message>
    <message>
        <source>Each profile has caps of its own: services may count in different money.</source>
        <translation>Each profile has caps of its own: services may count in different money.</translation>
    </message>
    <message>
        <source>Generate waits this long before anything leaves; undoing it until then is free.</source>
        <translation>Generate waits this long before anything leaves; undoing it until then is free.</translation>
    </message>
    <message>
        <source>Seconds in which Generate can be undone</source>
        <translation>Seconds in which Generate can be undone</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>off</source>
        <translation>off</translation>
    </message>
    <message>
        <source>This is no amount. Type one like 20 or 0.35, or leave the field empty.</source>
        <translation>This is no amount. Type one like 20 or 0.35, or leave the field empty.</translation>
    </message>
    <message>
        <source>From the start of the program to its end.</source>
        <translation>From the start of the program to its end.</translation>
    </message>
    <message>
        <source>From midnight to midnight by this computer&apos;s clock, over all sessions.</source>
        <translation>From midnight to midnight by this computer&apos;s clock, over all sessions.</translation>
    </message>
    <message>
        <source>By pressing Generate once, for one clip or for several.</source>
        <translation>By pressing Generate once, for one clip or for several.</translation>
    </message>
    <message>
        <source>Nothing is charged in the sandbox. A cap there lets you rehearse being stopped.</source>
        <translation>Nothing is charged in the sandbox. A cap there lets you rehearse being stopped.</translation>
    </message>
    <message>
        <source>This address was given for one run of the program; it has no caps.</source>
        <translation>This address was given for one run of the program; it has no caps.</translation>
    </message>
    <message>
        <source>{unknown} of {all} prices are unknown here. Such a request is not sent under a cap, as nobody could say whether it fits.</source>
        <translation>{unknown} of {all} prices are unknown here. Such a request is not sent under a cap, as nobody could say whether it fits.</translation>
    </message>
    <message>
        <source>Enter prices</source>
        <translation>Enter prices</translation>
    </message>
    <message>
        <source>Under a cap, nothing of unknown price is sent: nobody could say whether it fits.</source>
        <translation>Under a cap, nothing of unknown price is sent: nobody could say whether it fits.</translation>
    </message>
    <message>
        <source>Generate sends at once. What has left cannot be taken back.</source>
        <translation>Generate sends at once. What has left cannot be taken back.</translation>
    </message>
</context>
<context>
    <name>NetworkPage</name>
    <message>
        <source>Network</source>
        <translation>Network</translation>
    </message>
    <message>
        <source>Most people leave this as it is. It holds for every profile; the sandbox needs no network.</source>
        <translation>Most people leave this as it is. It holds for every profile; the sandbox needs no network.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>No proxy</source>
        <translation>No proxy</translation>
    </message>
    <message>
        <source>An address</source>
        <translation>An address</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>Address of the proxy</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>Extra certificate authority</source>
        <translation>Extra certificate authority</translation>
    </message>
    <message>
        <source>None</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>Use no extra certificate</source>
        <translation>Use no extra certificate</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>Certificates (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>The system&apos;s proxy is used, where it has one.</source>
        <translation>The system’s proxy is used, where it has one.</translation>
    </message>
    <message>
        <source>The service is reached directly.</source>
        <translation>The service is reached directly.</translation>
    </message>
    <message>
        <source>This is no proxy&apos;s address. It begins with http, https, socks5 or socks5h.</source>
        <translation>This is no proxy’s address. It begins with http, https, socks5 or socks5h.</translation>
    </message>
    <message>
        <source>This proxy is used.</source>
        <translation>This proxy is used.</translation>
    </message>
    <message>
        <source>Not used yet. Type an address, then press Enter.</source>
        <translation>Not used yet. Type an address, then press Enter.</translation>
    </message>
    <message>
        <source>A PEM file; needed only where a company&apos;s network signs connections itself.</source>
        <translation>A PEM file; needed only where a company’s network signs connections itself.</translation>
    </message>
</context>
<context>
    <name>OpeningPage</name>
    <message>
        <source>Opening your clips…</source>
        <translation>Opening your clips…</translation>
    </message>
</context>
<context>
    <name>Parameters</name>
    <message>
        <source>Adaptive</source>
        <translation>Adaptive</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>Choose another</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>Landscape</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Portrait</translation>
    </message>
    <message>
        <source>Clear ratio</source>
        <translation>Clear ratio</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duration</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Resolution</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Ratio</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>Orientation</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Another ratio</source>
        <translation>Another ratio</translation>
    </message>
    <message>
        <source>e.g. 4:3</source>
        <translation>e.g. 4:3</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>Player</source>
        <translation>Player</translation>
    </message>
    <message>
        <source>Picture: Space plays, ← → step a frame</source>
        <translation>Picture: Space plays, ← → step a frame</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Close the settings</source>
        <translation>Close the settings</translation>
    </message>
    <message>
        <source>Profiles and keys</source>
        <translation>Profiles and keys</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Prices</translation>
    </message>
    <message>
        <source>Spending</source>
        <translation>Spending</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Storage</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Network</translation>
    </message>
    <message>
        <source>Look and language</source>
        <translation>Look and language</translation>
    </message>
    <message>
        <source>About</source>
        <translation>About</translation>
    </message>
</context>
<context>
    <name>PriceLine</name>
    <message>
        <source>by hand {day}</source>
        <translation>by hand {day}</translation>
    </message>
    <message>
        <source>listed {day}</source>
        <translation>listed {day}</translation>
    </message>
    <message>
        <source>Set by hand on {day}.</source>
        <translation>Set by hand on {day}.</translation>
    </message>
    <message>
        <source>Found in the service&apos;s price list on {day}.</source>
        <translation>Found in the service&apos;s price list on {day}.</translation>
    </message>
    <message>
        <source>Older than {days} days: see whether it still holds.</source>
        <translation>Older than {days} days: see whether it still holds.</translation>
    </message>
    <message>
        <source>Like 0.35</source>
        <translation>Like 0.35</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unknown</translation>
    </message>
    <message>
        <source>Price of {name}, {unit}</source>
        <translation>Price of {name}, {unit}</translation>
    </message>
</context>
<context>
    <name>PriceReview</name>
    <message>
        <source>The service&apos;s price list</source>
        <translation>The service&apos;s price list</translation>
    </message>
    <message>
        <source>Asking</source>
        <translation>Asking</translation>
    </message>
    <message>
        <source>Close the price list</source>
        <translation>Close the price list</translation>
    </message>
    <message>
        <source>Asking the service for it. No key is sent, and nothing is charged.</source>
        <translation>Asking the service for it. No key is sent, and nothing is charged.</translation>
    </message>
    <message>
        <source>New: {count}</source>
        <translation>New: {count}</translation>
    </message>
    <message>
        <source>Changed: {count}</source>
        <translation>Changed: {count}</translation>
    </message>
    <message>
        <source>The same: {count}</source>
        <translation>The same: {count}</translation>
    </message>
    <message>
        <source>Note that they were checked today</source>
        <translation>Note that they were checked today</translation>
    </message>
    <message numerus="yes">
        <source>Apply %n price(s)</source>
        <translation>
            <numerusform>Apply %n price</numerusform>
            <numerusform>Apply %n prices</numerusform>
        </translation>
    </message>
    <message>
        <source>Not taken: {name} is listed {mode}, which is not how it is billed here.</source>
        <translation>Not taken: {name} is listed {mode}, which is not how it is billed here.</translation>
    </message>
    <message>
        <source>Not taken: {name} is listed with different prices.</source>
        <translation>Not taken: {name} is listed with different prices.</translation>
    </message>
    <message>
        <source>Not taken: {name} is listed without a price.</source>
        <translation>Not taken: {name} is listed without a price.</translation>
    </message>
    <message>
        <source>Not taken for such reasons: {count} more.</source>
        <translation>Not taken for such reasons: {count} more.</translation>
    </message>
    <message>
        <source>Of other products: {count}.</source>
        <translation>Of other products: {count}.</translation>
    </message>
    <message>
        <source>These are the usual prices. Where your account has its own, switch the row off.</source>
        <translation>These are the usual prices. Where your account has its own, switch the row off.</translation>
    </message>
</context>
<context>
    <name>PricesPage</name>
    <message>
        <source>Prices</source>
        <translation>Prices</translation>
    </message>
    <message>
        <source>Enter what your account is charged, and every button that sends says what it will cost. No currency is shown, because the service names none. An empty price is unknown.</source>
        <translation>Enter what your account is charged, and every button that sends says what it will cost. No currency is shown, because the service names none. An empty price is unknown.</translation>
    </message>
    <message>
        <source>Filter by route or name</source>
        <translation>Filter by route or name</translation>
    </message>
    <message>
        <source>Price book of</source>
        <translation>Price book of</translation>
    </message>
    <message>
        <source>Fetch from the service</source>
        <translation>Fetch from the service</translation>
    </message>
    <message>
        <source>Ask for its public price list. Nothing is changed before you have seen it.</source>
        <translation>Ask for its public price list. Nothing is changed before you have seen it.</translation>
    </message>
    <message>
        <source>Nothing matches. Change the filter.</source>
        <translation>Nothing matches. Change the filter.</translation>
    </message>
    <message>
        <source>{known} of {all} known</source>
        <translation>{known} of {all} known</translation>
    </message>
    <message>
        <source>The sandbox brings its own made-up prices. Nothing is charged there.</source>
        <translation>The sandbox brings its own made-up prices. Nothing is charged there.</translation>
    </message>
    <message>
        <source>This address was given for one run of the program; it has no price book.</source>
        <translation>This address was given for one run of the program; it has no price book.</translation>
    </message>
    <message>
        <source>Older than {days} days: {count}. See whether they still hold.</source>
        <translation>Older than {days} days: {count}. See whether they still hold.</translation>
    </message>
    <message>
        <source>Last compared with the service&apos;s price list on {day}.</source>
        <translation>Last compared with the service&apos;s price list on {day}.</translation>
    </message>
    <message>
        <source>You find the prices in the service&apos;s console.</source>
        <translation>You find the prices in the service’s console.</translation>
    </message>
    <message>
        <source>This service has no public price list. Its console tells the prices; enter them by hand.</source>
        <translation>This service has no public price list. Its console tells the prices; enter them by hand.</translation>
    </message>
</context>
<context>
    <name>ProfileForm</name>
    <message>
        <source>A profile needs a name.</source>
        <translation>A profile needs a name.</translation>
    </message>
    <message>
        <source>This is no web address. It looks like https://www.jimmyai.cn.</source>
        <translation>This is no web address. It looks like https://www.jimmyai.cn.</translation>
    </message>
    <message>
        <source>Use https://. Plain http:// is for this very computer only.</source>
        <translation>Use https://. Plain http:// is for this very computer only.</translation>
    </message>
    <message>
        <source>Given at the program&apos;s start; it is not kept.</source>
        <translation>Given at the program’s start; it is not kept.</translation>
    </message>
    <message>
        <source>Not used yet. Press Enter, and requests and the key go here from then on.</source>
        <translation>Not used yet. Press Enter, and requests and the key go here from then on.</translation>
    </message>
    <message>
        <source>Requests and the key go here and nowhere else.</source>
        <translation>Requests and the key go here and nowhere else.</translation>
    </message>
    <message>
        <source>Correct the address first.</source>
        <translation>Correct the address first.</translation>
    </message>
    <message>
        <source>Correct the key first.</source>
        <translation>Correct the key first.</translation>
    </message>
    <message>
        <source>Enter a key first.</source>
        <translation>Enter a key first.</translation>
    </message>
    <message>
        <source>Use the new address first, or type the key to try.</source>
        <translation>Use the new address first, or type the key to try.</translation>
    </message>
    <message>
        <source>Really remove it</source>
        <translation>Really remove it</translation>
    </message>
    <message>
        <source>Remove profile</source>
        <translation>Remove profile</translation>
    </message>
    <message>
        <source>Key and prices go too; clips under way cannot be fetched.</source>
        <translation>Key and prices go too; clips under way cannot be fetched.</translation>
    </message>
    <message>
        <source>It goes by itself when the program ends.</source>
        <translation>It goes by itself when the program ends.</translation>
    </message>
    <message>
        <source>One profile always stays. Change this one, or add another first.</source>
        <translation>One profile always stays. Change this one, or add another first.</translation>
    </message>
    <message>
        <source>Use this profile</source>
        <translation>Use this profile</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Use it</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Base address</source>
        <translation>Base address</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Connection</translation>
    </message>
</context>
<context>
    <name>ProfileList</name>
    <message>
        <source>Profiles</source>
        <translation>Profiles</translation>
    </message>
    <message>
        <source>Add a profile</source>
        <translation>Add a profile</translation>
    </message>
</context>
<context>
    <name>ProfilePick</name>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
</context>
<context>
    <name>ProfileRow</name>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>nothing is charged</source>
        <translation>nothing is charged</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In use</translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>Profiles and keys</source>
        <translation>Profiles and keys</translation>
    </message>
    <message>
        <source>A profile is a service&apos;s address, your key there, and what it charges.</source>
        <translation>A profile is a service’s address, your key there, and what it charges.</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>New profile</translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <source>Nothing was sent yet: stopping now is free.</source>
        <translation>Nothing was sent yet: stopping now is free.</translation>
    </message>
    <message>
        <source>It is sent and cannot be taken back. Closing the program loses nothing.</source>
        <translation>It is sent and cannot be taken back. Closing the program loses nothing.</translation>
    </message>
    <message>
        <source>What is going to be sent</source>
        <translation>What is going to be sent</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>What was sent</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Time so far</source>
        <translation>Time so far</translation>
    </message>
    <message>
        <source>Upload progress</source>
        <translation>Upload progress</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>Preparing</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>In queue</source>
        <translation>In queue</translation>
    </message>
    <message>
        <source>Making</source>
        <translation>Making</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Saving</translation>
    </message>
    <message>
        <source>Leaves in {seconds} s. Until then it can be taken back.</source>
        <translation>Leaves in {seconds} s. Until then it can be taken back.</translation>
    </message>
    <message>
        <source>Uploaded {total}</source>
        <translation>Uploaded {total}</translation>
    </message>
    <message>
        <source>Uploading {total}</source>
        <translation>Uploading {total}</translation>
    </message>
    <message>
        <source>Uploading {sent} of {total}</source>
        <translation>Uploading {sent} of {total}</translation>
    </message>
</context>
<context>
    <name>PromptEdit</name>
    <message>
        <source>Describe what you want to see. Type @ to mention a reference</source>
        <translation>Describe what you want to see. Type @ to mention a reference</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
</context>
<context>
    <name>RangePicker</name>
    <message>
        <source>Part of the clip that is kept</source>
        <translation>Part of the clip that is kept</translation>
    </message>
    <message>
        <source>Arrows move it by a frame, with Shift by a second, Home and End all the way.</source>
        <translation>Arrows move it by a frame, with Shift by a second, Home and End all the way.</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>Beginning</translation>
    </message>
    <message>
        <source>Kept part</source>
        <translation>Kept part</translation>
    </message>
    <message>
        <source>End</source>
        <translation>End</translation>
    </message>
</context>
<context>
    <name>References</name>
    <message numerus="yes">
        <source>%n image(s) set aside while frames are in use.</source>
        <translation>
            <numerusform>%n image set aside while frames are in use.</numerusform>
            <numerusform>%n images set aside while frames are in use.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) set aside while references are in use.</source>
        <translation>
            <numerusform>%n frame set aside while references are in use.</numerusform>
            <numerusform>%n frames set aside while references are in use.</numerusform>
        </translation>
    </message>
    <message>
        <source>References or frames</source>
        <translation>References or frames</translation>
    </message>
    <message>
        <source>References</source>
        <translation>References</translation>
    </message>
    <message>
        <source>First &amp;&amp; last frame</source>
        <translation>First &amp;&amp; last frame</translation>
    </message>
</context>
<context>
    <name>RenameField</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>ReviewRow</name>
    <message>
        <source>new</source>
        <translation>new</translation>
    </message>
    <message>
        <source>Take the price of {name}: {before} becomes {now}, {unit}</source>
        <translation>Take the price of {name}: {before} becomes {now}, {unit}</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unknown</translation>
    </message>
</context>
<context>
    <name>RouteCard</name>
    <message>
        <source>Route: %1</source>
        <translation>Route: %1</translation>
    </message>
</context>
<context>
    <name>RouteHead</name>
    <message>
        <source>No billing name is known here: model and resolution stand for it.</source>
        <translation>No billing name is known here: model and resolution stand for it.</translation>
    </message>
</context>
<context>
    <name>RoutePicker</name>
    <message>
        <source>Filter by name, model, what it takes</source>
        <translation>Filter by name, model, what it takes</translation>
    </message>
    <message>
        <source>Filter routes</source>
        <translation>Filter routes</translation>
    </message>
    <message>
        <source>only what fits this draft</source>
        <translation>only what fits this draft</translation>
    </message>
    <message>
        <source>No route fits. Change the filter, or show all routes again.</source>
        <translation>No route fits. Change the filter, or show all routes again.</translation>
    </message>
</context>
<context>
    <name>SandboxNote</name>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>The sandbox plays the service on this very computer: the whole way from a prompt to a clip, with made-up prices and a made-up balance. Nothing leaves the computer, nothing is charged, and no key is needed. Its clips show your prompt and references instead of a film.</source>
        <translation>The sandbox plays the service on this very computer: the whole way from a prompt to a clip, with made-up prices and a made-up balance. Nothing leaves the computer, nothing is charged, and no key is needed. Its clips show your prompt and references instead of a film.</translation>
    </message>
    <message>
        <source>Use the sandbox</source>
        <translation>Use the sandbox</translation>
    </message>
</context>
<context>
    <name>SendBar</name>
    <message>
        <source>Write a prompt to begin</source>
        <translation>Write a prompt to begin</translation>
    </message>
    <message>
        <source>Looking at your files</source>
        <translation>Looking at your files</translation>
    </message>
    <message>
        <source>Ready to send</source>
        <translation>Ready to send</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to fix</source>
        <translation>
            <numerusform>%n thing to fix</numerusform>
            <numerusform>%n things to fix</numerusform>
        </translation>
    </message>
    <message>
        <source>Making a copy to send</source>
        <translation>Making a copy to send</translation>
    </message>
    <message numerus="yes">
        <source>Ready to send, with %n remark(s)</source>
        <translation>
            <numerusform>Ready to send, with %n remark</numerusform>
            <numerusform>Ready to send, with %n remarks</numerusform>
        </translation>
    </message>
    <message>
        <source>Change the cap</source>
        <translation>Change the cap</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Fix…</source>
        <translation>Fix…</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>Fix</translation>
    </message>
    <message>
        <source>price not set</source>
        <translation>price not set</translation>
    </message>
    <message>
        <source>%1 for %2 clips</source>
        <translation>%1 for %2 clips</translation>
    </message>
    <message>
        <source>%1 per task</source>
        <translation>%1 per task</translation>
    </message>
    <message>
        <source>%1 for %2 s</source>
        <translation>%1 for %2 s</translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s)</source>
        <translation>
            <numerusform>%n clip</numerusform>
            <numerusform>%n clips</numerusform>
        </translation>
    </message>
    <message>
        <source>Fewer clips</source>
        <translation>Fewer clips</translation>
    </message>
    <message>
        <source>More clips</source>
        <translation>More clips</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 left</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Generate</translation>
    </message>
    <message>
        <source>Set a price</source>
        <translation>Set a price</translation>
    </message>
</context>
<context>
    <name>Sending</name>
    <message>
        <source>Send it once more</source>
        <translation>Send it once more</translation>
    </message>
    <message>
        <source>Send a second one</source>
        <translation>Send a second one</translation>
    </message>
</context>
<context>
    <name>StateWords</name>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Yesterday</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <comment>a date of this year, as QLocale writes it</comment>
        <translation>d MMMM</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>a date of another year, as QLocale writes it</comment>
        <translation>d MMMM yyyy</translation>
    </message>
    <message>
        <source>Saving: {countdown}</source>
        <translation>Saving: {countdown}</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>sending</translation>
    </message>
    <message>
        <source>in queue</source>
        <translation>in queue</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>saving</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>preparing</translation>
    </message>
    <message>
        <source>Not on disk yet</source>
        <translation>Not on disk yet</translation>
    </message>
    <message>
        <source>Not on disk: link died</source>
        <translation>Not on disk: link died</translation>
    </message>
    <message>
        <source>link dies in {minutes} min</source>
        <translation>link dies in {minutes} min</translation>
    </message>
    <message>
        <source>link dies in {hours} h</source>
        <translation>link dies in {hours} h</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>{minutes} min left</translation>
    </message>
    <message>
        <source>{hours} h left</source>
        <translation>{hours} h left</translation>
    </message>
    <message>
        <source>Nothing was sent</source>
        <translation>Nothing was sent</translation>
    </message>
    <message>
        <source>Not on disk: {countdown}</source>
        <translation>Not on disk: {countdown}</translation>
    </message>
    <message>
        <source>May be charged</source>
        <translation>May be charged</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>Moderated</source>
        <translation>Moderated</translation>
    </message>
    <message>
        <source>Closed by you</source>
        <translation>Closed by you</translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message>
        <source>Storage</source>
        <translation>Storage</translation>
    </message>
    <message>
        <source>The folder you chose</source>
        <translation>The folder you chose</translation>
    </message>
    <message>
        <source>The usual folder</source>
        <translation>The usual folder</translation>
    </message>
    <message>
        <source>Clips that are already made stay where they are.</source>
        <translation>Clips that are already made stay where they are.</translation>
    </message>
    <message>
        <source>Every finished clip is saved here by itself.</source>
        <translation>Every finished clip is saved here by itself.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Choose a folder…</translation>
    </message>
    <message>
        <source>Back to the usual folder</source>
        <translation>Back to the usual folder</translation>
    </message>
    <message>
        <source>Folder for clips</source>
        <translation>Folder for clips</translation>
    </message>
</context>
<context>
    <name>StoryWords</name>
    <message>
        <source>The answer is lost</source>
        <translation>The answer is lost</translation>
    </message>
    <message>
        <source>The link has expired</source>
        <translation>The link has expired</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>The disk is full</translation>
    </message>
    <message>
        <source>Moderation refuses</source>
        <translation>Moderation refuses</translation>
    </message>
    <message>
        <source>Sent, perhaps charged, then silence. It is never sent again by itself, so you never pay twice.</source>
        <translation>Sent, perhaps charged, then silence. It is never sent again by itself, so you never pay twice.</translation>
    </message>
    <message>
        <source>The clip is made, but its link is dead. A fresh one is asked for, which costs nothing.</source>
        <translation>The clip is made, but its link is dead. A fresh one is asked for, which costs nothing.</translation>
    </message>
    <message>
        <source>The clip is made, but there is no room. It waits for you, and nothing on the disk is touched.</source>
        <translation>The clip is made, but there is no room. It waits for you, and nothing on the disk is touched.</translation>
    </message>
    <message>
        <source>Look in the console</source>
        <translation>Look in the console</translation>
    </message>
    <message>
        <source>Make room</source>
        <translation>Make room</translation>
    </message>
    <message>
        <source>The sandbox is starting. Nothing here costs money, and your draft stays as it is.</source>
        <translation>The sandbox is starting. Nothing here costs money, and your draft stays as it is.</translation>
    </message>
    <message>
        <source>A short clip is being sent to the sandbox. You need do nothing yet.</source>
        <translation>A short clip is being sent to the sandbox. You need do nothing yet.</translation>
    </message>
    <message>
        <source>This ended in another way than the story goes. Press Done, and try it again if you like.</source>
        <translation>This ended in another way than the story goes. Press Done, and try it again if you like.</translation>
    </message>
    <message>
        <source>The id was taken. The program now follows that task to its clip.</source>
        <translation>The id was taken. The program now follows that task to its clip.</translation>
    </message>
    <message>
        <source>The clip is being made. Its first link will be dead when the program tries it.</source>
        <translation>The clip is being made. Its first link will be dead when the program tries it.</translation>
    </message>
    <message>
        <source>The clip is being made. When it is fetched, the disk will seem to be full.</source>
        <translation>The clip is being made. When it is fetched, the disk will seem to be full.</translation>
    </message>
    <message>
        <source>The service took the request and is working. It will refuse in a moment.</source>
        <translation>The service took the request and is working. It will refuse in a moment.</translation>
    </message>
    <message>
        <source>Above stand the reason and what is known of the charge. Use again gives the words back; nothing is sent by it.</source>
        <translation>Above stand the reason and what is known of the charge. Use again gives the words back; nothing is sent by it.</translation>
    </message>
    <message>
        <source>The clip waits at the service, and nothing on the disk is touched. Make room, as you would by deleting something.</source>
        <translation>The clip waits at the service, and nothing on the disk is touched. Make room, as you would by deleting something.</translation>
    </message>
    <message>
        <source>The console lists {id}, and the id is copied. Press Paste id above, then Fetch.</source>
        <translation>The console lists {id}, and the id is copied. Press Paste id above, then Fetch.</translation>
    </message>
    <message>
        <source>There is room again. The program looks every 20 seconds and goes on; you need do nothing.</source>
        <translation>There is room again. The program looks every 20 seconds and goes on; you need do nothing.</translation>
    </message>
    <message>
        <source>The link is dead. The program asks the service for a fresh one; you need do nothing.</source>
        <translation>The link is dead. The program asks the service for a fresh one; you need do nothing.</translation>
    </message>
    <message>
        <source>The clip is not made. You see why and what is known of its cost, and your words come back to the form.</source>
        <translation>The clip is not made. You see why and what is known of its cost, and your words come back to the form.</translation>
    </message>
    <message>
        <source>Above stands what the balance says so far; it may not tell yet. If it was made, the service&apos;s console lists it: look there.</source>
        <translation>Above stands what the balance says so far; it may not tell yet. If it was made, the service&apos;s console lists it: look there.</translation>
    </message>
    <message>
        <source>One press, one create call. Whatever the line did, nothing was sent a second time.</source>
        <translation>One press, one create call. Whatever the line did, nothing was sent a second time.</translation>
    </message>
    <message>
        <source>The first link was dead, a fresh one was fetched, and the clip is on your disk. It was paid once.</source>
        <translation>The first link was dead, a fresh one was fetched, and the clip is on your disk. It was paid once.</translation>
    </message>
    <message>
        <source>The clip is on your disk. It waited until there was room, and it was paid once.</source>
        <translation>The clip is on your disk. It waited until there was room, and it was paid once.</translation>
    </message>
</context>
<context>
    <name>TakePage</name>
    <message>
        <source>Copy prompt</source>
        <translation>Copy prompt</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>What was sent</translation>
    </message>
    <message>
        <source>Copy task id</source>
        <translation>Copy task id</translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation>Open in another program</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>Remove from list</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>Remove from favourites</translation>
    </message>
    <message>
        <source>Add to favourites</source>
        <translation>Add to favourites</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>Use again</translation>
    </message>
    <message>
        <source>Save frame</source>
        <translation>Save frame</translation>
    </message>
    <message>
        <source>Retry download</source>
        <translation>Retry download</translation>
    </message>
    <message>
        <source>Frame saved: show it</source>
        <translation>Frame saved: show it</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Show in folder</translation>
    </message>
    <message>
        <source>More</source>
        <translation>More</translation>
    </message>
    <message>
        <source>About this take</source>
        <translation>About this take</translation>
    </message>
</context>
<context>
    <name>TaskFacts</name>
    <message>
        <source>Route</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Output</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Cost</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Took</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>about {price}</source>
        <translation>about {price}</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>Save receipt…</source>
        <translation>Save receipt…</translation>
    </message>
    <message>
        <source>Its link</source>
        <translation>Its link</translation>
    </message>
    <message>
        <source>None has come</source>
        <translation>None has come</translation>
    </message>
    <message>
        <source>Has died; a fresh one is asked for</source>
        <translation>Has died; a fresh one is asked for</translation>
    </message>
    <message>
        <source>Has died</source>
        <translation>Has died</translation>
    </message>
    <message>
        <source>{days} d {hours} h, until {end}</source>
        <translation>{days} d {hours} h, until {end}</translation>
    </message>
    <message>
        <source>Its link lives</source>
        <translation>Its link lives</translation>
    </message>
    <message>
        <source>{time}, until {end}</source>
        <translation>{time}, until {end}</translation>
    </message>
    <message>
        <source>{amount}, shown was {price}</source>
        <translation>{amount}, shown was {price}</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Balance</translation>
    </message>
    <message>
        <source>Balance · {time}</source>
        <translation>Balance · {time}</translation>
    </message>
    <message>
        <source>Nothing was taken</source>
        <translation>Nothing was taken</translation>
    </message>
    <message>
        <source>{amount} is gone</source>
        <translation>{amount} is gone</translation>
    </message>
    <message>
        <source>{amount} came back</source>
        <translation>{amount} came back</translation>
    </message>
    <message>
        <source>Cannot tell: other clips came between, or one is still without an answer</source>
        <translation>Cannot tell: other clips came between, or one is still without an answer</translation>
    </message>
    <message>
        <source>Cannot tell: money came in meanwhile</source>
        <translation>Cannot tell: money came in meanwhile</translation>
    </message>
    <message>
        <source>Cannot tell yet</source>
        <translation>Cannot tell yet</translation>
    </message>
    <message>
        <source>Nothing so far; it may still be charged</source>
        <translation>Nothing so far; it may still be charged</translation>
    </message>
    <message>
        <source>{amount} is gone so far</source>
        <translation>{amount} is gone so far</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Perhaps</source>
        <translation>Perhaps</translation>
    </message>
    <message>
        <source>Safe: nothing was made</source>
        <translation>Safe: nothing was made</translation>
    </message>
    <message>
        <source>A new task, charged anew</source>
        <translation>A new task, charged anew</translation>
    </message>
    <message>
        <source>{name} (uploaded)</source>
        <translation>{name} (uploaded)</translation>
    </message>
    <message>
        <source>No answer came.</source>
        <translation>No answer came.</translation>
    </message>
</context>
<context>
    <name>TaskView</name>
    <message>
        <source>Use again</source>
        <translation>Use again</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>Remove from favourites</translation>
    </message>
    <message>
        <source>Add to favourites</source>
        <translation>Add to favourites</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Show in folder</translation>
    </message>
    <message>
        <source>Copy prompt</source>
        <translation>Copy prompt</translation>
    </message>
    <message>
        <source>Copy task id</source>
        <translation>Copy task id</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>Remove from list</translation>
    </message>
</context>
<context>
    <name>TileCommands</name>
    <message>
        <source>Preview</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Rename…</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>Replace…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Show in folder</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Copy address</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remove</translation>
    </message>
    <message numerus="yes">
        <source>Remove all %n</source>
        <translation>
            <numerusform>Remove all %n</numerusform>
            <numerusform>Remove all %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Move earlier</source>
        <translation>Move earlier</translation>
    </message>
    <message>
        <source>Move later</source>
        <translation>Move later</translation>
    </message>
    <message>
        <source>Swap the frames</source>
        <translation>Swap the frames</translation>
    </message>
    <message>
        <source>Move to the images</source>
        <translation>Move to the images</translation>
    </message>
    <message>
        <source>Use as first frame</source>
        <translation>Use as first frame</translation>
    </message>
    <message>
        <source>Use as last frame</source>
        <translation>Use as last frame</translation>
    </message>
    <message>
        <source>Make a fitted copy…</source>
        <translation>Make a fitted copy…</translation>
    </message>
    <message>
        <source>Use the original</source>
        <translation>Use the original</translation>
    </message>
</context>
<context>
    <name>TileLooks</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 fps</source>
        <translation>%1 fps</translation>
    </message>
</context>
<context>
    <name>TrayKeeper</name>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>TraySection</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>Other routes</source>
        <translation>Other routes</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Drop pictures, paste, or browse</source>
        <translation>Drop pictures, paste, or browse</translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>Add images</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Videos</translation>
    </message>
    <message>
        <source>Add videos</source>
        <translation>Add videos</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Add audio</source>
        <translation>Add audio</translation>
    </message>
    <message>
        <source>Show %1 more</source>
        <translation>Show %1 more</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>Show fewer</translation>
    </message>
</context>
<context>
    <name>Trial</name>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Testing</source>
        <translation>Testing</translation>
    </message>
    <message>
        <source>Asking the service…</source>
        <translation>Asking the service…</translation>
    </message>
    <message>
        <source>Asks for the balance. Nothing is charged.</source>
        <translation>Asks for the balance. Nothing is charged.</translation>
    </message>
    <message>
        <source>It works. Balance {amount}</source>
        <translation>It works. Balance {amount}</translation>
    </message>
    <message>
        <source>It works. The service tells no balance.</source>
        <translation>It works. The service tells no balance.</translation>
    </message>
</context>
<context>
    <name>TrimStage</name>
    <message>
        <source>%1 s of at most %2 s</source>
        <translation>%1 s of at most %2 s</translation>
    </message>
    <message>
        <source>%1 s of %2 s</source>
        <translation>%1 s of %2 s</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play the kept part</source>
        <translation>Play the kept part</translation>
    </message>
    <message>
        <source>Frame that is looked at</source>
        <translation>Frame that is looked at</translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>The clip is not where it was saved</source>
        <translation>The clip is not where it was saved</translation>
    </message>
    <message>
        <source>It was moved, renamed or deleted. Put it back, or download it again while its link lives.</source>
        <translation>It was moved, renamed or deleted. Put it back, or download it again while its link lives.</translation>
    </message>
    <message>
        <source>No picture comes</source>
        <translation>No picture comes</translation>
    </message>
    <message>
        <source>The clip is on disk, but this player cannot show its format. Another program may.</source>
        <translation>The clip is on disk, but this player cannot show its format. Another program may.</translation>
    </message>
    <message>
        <source>This clip cannot be played here</source>
        <translation>This clip cannot be played here</translation>
    </message>
    <message>
        <source>The file may be damaged or of a format this player does not know. Another program may show it.</source>
        <translation>The file may be damaged or of a format this player does not know. Another program may show it.</translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation>Open in another program</translation>
    </message>
</context>
<context>
    <name>UncertainPage</name>
    <message>
        <source>No answer came</source>
        <translation>No answer came</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Price</translation>
    </message>
    <message>
        <source>What that says</source>
        <translation>What that says</translation>
    </message>
    <message>
        <source>What was sent and what came back · receipt</source>
        <translation>What was sent and what came back · receipt</translation>
    </message>
    <message>
        <source>Really close</source>
        <translation>Really close</translation>
    </message>
    <message>
        <source>It was never made</source>
        <translation>It was never made</translation>
    </message>
    <message>
        <source>Close it. The draft stays.</source>
        <translation>Close it. The draft stays.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>It may have been sent</source>
        <translation>It may have been sent</translation>
    </message>
    <message>
        <source>The request was being sent at {time} when the program ended, before any answer was read.</source>
        <translation>The request was being sent at {time} when the program ended, before any answer was read.</translation>
    </message>
    <message>
        <source>The request was sent at {time} and the connection broke before the service answered.</source>
        <translation>The request was sent at {time} and the connection broke before the service answered.</translation>
    </message>
    <message>
        <source>The request was sent at {time} and what came back says nothing about it.</source>
        <translation>The request was sent at {time} and what came back says nothing about it.</translation>
    </message>
    <message>
        <source>It may be making your clip, and it may have charged for it. The program will not send it again by itself.</source>
        <translation>It may be making your clip, and it may have charged for it. The program will not send it again by itself.</translation>
    </message>
    <message>
        <source>The program will not send it again by itself.</source>
        <translation>The program will not send it again by itself.</translation>
    </message>
    <message>
        <source>Press once more. If you find its id after all, it can still be pasted here.</source>
        <translation>Press once more. If you find its id after all, it can still be pasted here.</translation>
    </message>
    <message>
        <source>Really send again</source>
        <translation>Really send again</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>Send it again</source>
        <translation>Send it again</translation>
    </message>
    <message>
        <source>Press once more and a new task is sent and charged.</source>
        <translation>Press once more and a new task is sent and charged.</translation>
    </message>
    <message>
        <source>A new task. If the first one exists too, both are charged.</source>
        <translation>A new task. If the first one exists too, both are charged.</translation>
    </message>
</context>
<context>
    <name>UnsavedPage</name>
    <message>
        <source>It was not saved. Fetch it again: nothing is charged for that.</source>
        <translation>It was not saved. Fetch it again: nothing is charged for that.</translation>
    </message>
    <message>
        <source>Made, but not on disk yet</source>
        <translation>Made, but not on disk yet</translation>
    </message>
    <message>
        <source>What came back</source>
        <translation>What came back</translation>
    </message>
    <message>
        <source>Fetch it again</source>
        <translation>Fetch it again</translation>
    </message>
    <message>
        <source>Asks for a fresh link first. Nothing is charged for fetching.</source>
        <translation>Asks for a fresh link first. Nothing is charged for fetching.</translation>
    </message>
    <message>
        <source>Retry download</source>
        <translation>Retry download</translation>
    </message>
    <message>
        <source>Made, but its link has died</source>
        <translation>Made, but its link has died</translation>
    </message>
    <message>
        <source>Made, but no link came</source>
        <translation>Made, but no link came</translation>
    </message>
    <message>
        <source>Make another one</source>
        <translation>Make another one</translation>
    </message>
    <message>
        <source>The draft goes back into the form. Nothing is sent yet.</source>
        <translation>The draft goes back into the form. Nothing is sent yet.</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>Use again</translation>
    </message>
    <message>
        <source>It goes on by itself once the disk takes it; a press tries at once.</source>
        <translation>It goes on by itself once the disk takes it; a press tries at once.</translation>
    </message>
    <message>
        <source>It is tried again by itself every hour; a press asks for a fresh link at once.</source>
        <translation>It is tried again by itself every hour; a press asks for a fresh link at once.</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Cost</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>1 reference needs review</source>
        <translation>1 reference needs review</translation>
    </message>
    <message>
        <source>%1 references need review</source>
        <translation>%1 references need review</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>fits</translation>
    </message>
    <message>
        <source>at most %1 images</source>
        <translation>at most %1 images</translation>
    </message>
    <message>
        <source>takes no %1</source>
        <translation>takes no %1</translation>
    </message>
    <message>
        <source>needs both frames</source>
        <translation>needs both frames</translation>
    </message>
    <message>
        <source>takes no video</source>
        <translation>takes no video</translation>
    </message>
    <message>
        <source>at most %1 videos</source>
        <translation>at most %1 videos</translation>
    </message>
    <message>
        <source>at most %1 s of video</source>
        <translation>at most %1 s of video</translation>
    </message>
    <message>
        <source>videos too large</source>
        <translation>videos too large</translation>
    </message>
    <message>
        <source>video pixels out of bounds</source>
        <translation>video pixels out of bounds</translation>
    </message>
    <message>
        <source>takes no audio</source>
        <translation>takes no audio</translation>
    </message>
    <message>
        <source>at most %1 audio clips</source>
        <translation>at most %1 audio clips</translation>
    </message>
    <message>
        <source>no audio beside frames</source>
        <translation>no audio beside frames</translation>
    </message>
    <message>
        <source>no audio alone</source>
        <translation>no audio alone</translation>
    </message>
    <message>
        <source>takes no asset://</source>
        <translation>takes no asset://</translation>
    </message>
    <message>
        <source>makes no %1 s</source>
        <translation>makes no %1 s</translation>
    </message>
    <message>
        <source>no %1</source>
        <translation>no %1</translation>
    </message>
    <message>
        <source>prompt too long</source>
        <translation>prompt too long</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>does not fit</translation>
    </message>
</context>
<context>
    <name>Vigil</name>
    <message>
        <source>Fetch them now</source>
        <translation>Fetch them now</translation>
    </message>
</context>
<context>
    <name>VolumePopup</name>
    <message>
        <source>Mute (M)</source>
        <translation>Mute (M)</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volume</translation>
    </message>
</context>
<context>
    <name>WhatIfPage</name>
    <message>
        <source>What if…</source>
        <translation>What if…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Live through what can go wrong. The sandbox plays the service: nothing is charged, your draft stays.</source>
        <translation>Live through what can go wrong. The sandbox plays the service: nothing is charged, your draft stays.</translation>
    </message>
    <message>
        <source>Live through it</source>
        <translation>Live through it</translation>
    </message>
</context>
</TS>
